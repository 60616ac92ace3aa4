use strict;
use warnings;
use LWP::UserAgent;

my $response = LWP::UserAgent->new->get($ARGV[0], Authorization => 'Bearer of-my-own');
# LWP makes an answer of its own where there is none.
die $response->status_line . "\n" if ($response->header('Client-Warning') // '') eq 'Internal response';
print $response->content, "\n", $response->code, "\n";
