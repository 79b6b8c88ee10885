<?php
/*
 * Plugin Name: Garde-fou staging copy
 * Description: Keeps a copy of a site quiet and to itself: it sends no mail, keeps its uploads, and asks not to be indexed.
 * License: GPL-2.0-or-later
 *
 * This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public License as
 * published by the Free Software Foundation; either version 2 of the License, or (at your option) any later version.
 */
add_filter('pre_wp_mail', '__return_true', PHP_INT_MAX);
add_filter('pre_option_upload_path', '__return_empty_string', PHP_INT_MAX);
add_filter('pre_option_upload_url_path', '__return_empty_string', PHP_INT_MAX);
add_filter('pre_option_blog_public', '__return_zero', PHP_INT_MAX);
