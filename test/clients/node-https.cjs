const { get } = require('node:https');

get(process.argv[2], { headers: { authorization: 'Bearer of-my-own' } }, (response) => {
  let text = '';
  response.on('data', (chunk) => {
    text += chunk;
  });
  response.on('end', () => console.log(`${text}\n${response.statusCode}`));
});
