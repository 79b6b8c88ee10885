<?php
// SPDX-License-Identifier: GPL-2.0-or-later
// Garde-fou : copie d'essai. Ce fichier passe avant la configuration du site, qui suit. / A staging copy: this goes before the site's settings.
if (PHP_SAPI !== 'cli') {
    $gardefou_user = isset($_SERVER['PHP_AUTH_USER']) ? (string) $_SERVER['PHP_AUTH_USER'] : '';
    $gardefou_password = isset($_SERVER['PHP_AUTH_PW']) ? (string) $_SERVER['PHP_AUTH_PW'] : '';
    if (!hash_equals(%USER%, $gardefou_user) || !hash_equals(%PASSWORD_SHA256%, hash('sha256', $gardefou_password))) {
        header('WWW-Authenticate: Basic realm="staging", charset="UTF-8"');
        header('X-Robots-Tag: noindex, nofollow');
        http_response_code(401);
        exit("Copie d'essai : un mot de passe est demandé. / Staging copy: a password is needed.\n");
    }
    unset($gardefou_user, $gardefou_password);
    header('X-Robots-Tag: noindex, nofollow');
}
%CONSTANTS%
// What the site's settings define again stays as it is above; that PHP says so would spoil the pages.
set_error_handler(static function ($level, $text) {
    return substr($text, -16) === ' already defined';
}, E_WARNING | E_NOTICE);
require __DIR__ . '/' . %ORIGINAL%;
