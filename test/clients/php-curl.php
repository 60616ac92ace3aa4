<?php
$curl = curl_init($argv[1]);
curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => ['Authorization: Bearer of-my-own']]);
$text = curl_exec($curl);
if ($text === false) {
    fwrite(STDERR, curl_error($curl) . "\n");
    exit(1);
}
echo $text, "\n", curl_getinfo($curl, CURLINFO_RESPONSE_CODE), "\n";
