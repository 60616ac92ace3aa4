<?php
/** Guzzle in the way of oura-api-php: one method a collection, offsets with a colon, and exceptions that carry the status. */
require 'GuzzleHttp/autoload.php';

use GuzzleHttp\Client;
use GuzzleHttp\Exception\RequestException;

$failed = 0;
function step(string $name, callable $act): void
{
    global $failed;
    try {
        $act();
        echo "ok $name\n";
    } catch (Throwable $error) {
        $failed++;
        echo "FAILED $name: ", substr(str_replace("\n", ' ', $error->getMessage()), 0, 400), "\n";
    }
}
function must(bool $condition, mixed $found): void
{
    if (!$condition) throw new RuntimeException('found ' . json_encode($found));
}
function daysAgo(int $days): string
{
    return gmdate('Y-m-d', time() - $days * 86400);
}

$ask = fn (string $token) => new Client([
    'base_uri' => 'https://api.ouraring.com/v2/usercollection/',
    'headers' => ['Authorization' => "Bearer $token", 'Accept' => 'application/json'],
]);
$client = $ask(getenv('CIRCLET_TOKEN'));
$read = fn (string $path, array $query = []) => json_decode((string) $client->get($path, ['query' => $query])->getBody(), true, flags: JSON_THROW_ON_ERROR);
$range = ['start_date' => daysAgo(30), 'end_date' => daysAgo(1)];
$collections = ['daily_activity', 'daily_readiness', 'daily_sleep', 'daily_spo2', 'daily_stress', 'daily_resilience',
    'daily_cardiovascular_age', 'vO2_max', 'sleep', 'sleep_time', 'workout', 'session', 'enhanced_tag', 'rest_mode_period', 'ring_configuration'];
foreach ($collections as $path) {
    step("$path: 30 days, and one of them by its id", function () use ($read, $path, $range) {
        $body = $read($path, $range);
        must(array_keys($body) === ['data', 'next_token'] && $body['next_token'] === null, array_keys($body));
        if ($body['data'] === []) return;
        must($read("$path/{$body['data'][0]['id']}") === $body['data'][0], $body['data'][0]);
    });
}
step('daily_sleep has its days in order', function () use ($read, $range) {
    $days = array_column($read('daily_sleep', $range)['data'], 'day');
    $sorted = $days;
    sort($sorted);
    must(count($days) > 20 && $days === $sorted, $days);
});
step('heartrate between offsets with a colon', function () use ($read) {
    $rows = $read('heartrate', ['start_datetime' => daysAgo(2) . 'T00:00:00+00:00', 'end_datetime' => daysAgo(1) . 'T00:00:00+00:00'])['data'];
    must(count($rows) > 100 && str_starts_with($rows[0]['timestamp'], daysAgo(2)), count($rows));
});
step('personal_info', function () use ($read) {
    must(is_string($read('personal_info')['id']), null);
});
foreach ([['daily_sleep/unknown', [], 404], ['daily_sleep', ['start_date' => 'nonsense'], 422]] as [$path, $query, $status]) {
    step("$status is an exception with that code and a reason in JSON", function () use ($client, $path, $query, $status) {
        try {
            $client->get($path, ['query' => $query]);
        } catch (RequestException $error) {
            must($error->getCode() === $status && isset(json_decode((string) $error->getResponse()->getBody(), true)['detail']), $error->getCode());
            return;
        }
        must(false, 'no exception');
    });
}
step('401 for a token that is none', function () use ($ask) {
    $answer = $ask('NOTATOKEN')->get('daily_sleep', ['http_errors' => false]);
    must($answer->getStatusCode() === 401, $answer->getStatusCode());
});
exit($failed === 0 ? 0 : 1);
