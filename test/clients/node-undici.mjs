import { request } from 'undici';

const { body, statusCode } = await request(process.argv[2], { headers: { authorization: 'Bearer of-my-own' } });
console.log(`${await body.text()}\n${statusCode}`);
