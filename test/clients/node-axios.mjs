import axios from 'axios';

const options = {
  headers: { authorization: 'Bearer of-my-own' },
  responseType: 'text',
  transformResponse: (text) => text,
  validateStatus: null,
};
const { data, status } = await axios.get(process.argv[2], options);
console.log(`${data}\n${status}`);
