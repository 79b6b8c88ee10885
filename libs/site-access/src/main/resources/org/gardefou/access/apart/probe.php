<?php
// Looks at pages of the restored site, from within its namespaces, and tells what came as one line of JSON for each.
[, $port] = $argv;
foreach (array_slice($argv, 2) as $path) {
    $context = stream_context_create(['http' => [
        'timeout' => 25, 'follow_location' => 0, 'ignore_errors' => true, 'protocol_version' => 1.1,
        'header' => "User-Agent: Garde-fou\r\nConnection: close\r\n",
    ]]);
    $until = microtime(true) + 30;
    do {
        $http_response_header = [];
        $body = @file_get_contents("http://127.0.0.1:$port$path", false, $context, 0, 5000000);
        // Only a server that has not begun to listen is asked again.
        $again = $body === false && $http_response_header === [] && microtime(true) < $until;
        if ($again) usleep(50000);
    } while ($again);
    $status = 0;
    $location = null;
    foreach ($http_response_header as $line) {
        if (preg_match('~^HTTP/\S+ (\d+)~', $line, $found)) $status = (int) $found[1];
        if (preg_match('~^Location:\s*(\S+)~i', $line, $found)) $location = $found[1];
    }
    echo json_encode([
        'path' => $path, 'status' => $status, 'length' => strlen((string) $body), 'location' => $location,
        'body' => base64_encode(substr((string) $body, 0, 300000)),
    ]), "\n";
}
