<?php
require_once 'GuzzleHttp/autoload.php';
$response = (new GuzzleHttp\Client())->get($argv[1], ['headers' => ['Authorization' => 'Bearer of-my-own'], 'http_errors' => false]);
echo $response->getBody(), "\n", $response->getStatusCode(), "\n";
