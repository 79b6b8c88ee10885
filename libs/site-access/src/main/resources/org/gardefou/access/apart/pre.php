<?php
// Before the restored site's own settings, of which the first definition of a constant counts.
$gardefou = json_decode(file_get_contents('/boot/settings.json'), true);
if ($gardefou['wordPress']) {
    if ($gardefou['password'] !== null) {
        define('DB_USER', $gardefou['user']);
        define('DB_PASSWORD', $gardefou['password']);
        define('DB_HOST', 'localhost:/db/s');
    }
    define('WP_HOME', 'http://127.0.0.1:8000');
    define('WP_SITEURL', 'http://127.0.0.1:8000');
    define('WP_HTTP_BLOCK_EXTERNAL', true);
    define('DISABLE_WP_CRON', true);
    define('AUTOMATIC_UPDATER_DISABLED', true);
    define('WP_DEBUG', false);
    define('WP_CACHE', false);
}
unset($gardefou);
