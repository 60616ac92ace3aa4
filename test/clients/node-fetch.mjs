const response = await fetch(process.argv[2], { headers: { authorization: 'Bearer of-my-own' } });
console.log(`${await response.text()}\n${response.status}`);
