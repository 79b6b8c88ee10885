<?php
/**
 * A hook file of WHMCS: put it into includes/hooks. What the modules did to a hosting account or a domain is written into a spool, from which
 * garde-fou-hook sends it; the secret of the connection is not needed here, and WHMCS waits for nothing.
 */

defined('GARDE_FOU_SPOOL') || define('GARDE_FOU_SPOOL', '/var/spool/garde-fou-whmcs');

/** What is told of a service or a domain: the rest of its parameters holds passwords, and what the customer's name and address are. */
const GARDE_FOU_FIELDS = ['serviceid', 'pid', 'packageid', 'serverid', 'status', 'domain', 'username',
    'domainid', 'sld', 'tld', 'ns1', 'ns2', 'ns3', 'ns4', 'ns5', 'regperiod'];

/** As many wait at most, as in garde-fou-hook. */
const GARDE_FOU_MOST = 5000;

function garde_fou_actor()
{
    if (!empty($_SESSION['adminid'])) {
        return ['kind' => 'STAFF', 'id' => 'admin-' . (int) $_SESSION['adminid']];
    }
    if (!empty($_SESSION['uid'])) {
        return ['kind' => 'CUSTOMER', 'id' => 'client-' . (int) $_SESSION['uid']];
    }
    return PHP_SAPI === 'cli' ? ['kind' => 'AUTOMATION', 'id' => 'whmcs-cron'] : ['kind' => 'UNKNOWN'];
}

function garde_fou_report($event, $vars)
{
    try {
        $params = isset($vars['params']) && is_array($vars['params']) ? $vars['params'] : (array) $vars;
        $told = array_filter(array_intersect_key($params, array_flip(GARDE_FOU_FIELDS)), 'is_scalar');
        $body = json_encode([
            'event' => $event,
            'happenedAt' => gmdate('Y-m-d\TH:i:s\Z'),
            'actor' => garde_fou_actor(),
            'payload' => ['params' => (object) $told],
        ], JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
        if ($body === false || !is_dir(GARDE_FOU_SPOOL) || count(glob(GARDE_FOU_SPOOL . '/*.json') ?: []) >= GARDE_FOU_MOST) {
            error_log('garde-fou: ' . $event . ' is not reported: see ' . GARDE_FOU_SPOOL);
            return;
        }
        $id = bin2hex(random_bytes(16));
        $whole = GARDE_FOU_SPOOL . '/.' . $id;
        // It has its name when it is whole: who sends would otherwise send half of it.
        if (file_put_contents($whole, $body) === strlen($body)) {
            rename($whole, sprintf('%s/%d%09d-%s.json', GARDE_FOU_SPOOL, time(), hrtime(true) % 1000000000, $id));
        }
    } catch (\Throwable $e) {
        // Whatever it is: the order, the suspension or the renewal goes on.
        error_log('garde-fou: ' . $e->getMessage());
    }
}

foreach (['AfterModuleCreate', 'AfterModuleSuspend', 'AfterModuleUnsuspend', 'AfterModuleTerminate', 'AfterModuleChangePackage',
    'AfterModuleChangePassword', 'AfterRegistrarSaveNameservers', 'AfterRegistrarSaveDNS', 'AfterRegistrarTransfer',
    'AfterRegistrarRegister'] as $hook) {
    add_hook($hook, 1, function ($vars) use ($hook) {
        garde_fou_report($hook, $vars);
    });
}
