#!/usr/bin/env perl
# LWP in the way of www-oura-api: no dates, a question mark with a number, the status ignored, and a body that must be JSON.
use strict;
use warnings;
use JSON;
use LWP::UserAgent;

my $failed = 0;

sub step {
    my ($name, $act) = @_;
    if (eval { $act->(); 1 }) { print "ok $name\n"; return }
    $failed++;
    my $error = $@ =~ s/\n/ /gr;
    print "FAILED $name: $error\n";
}

sub read_path {
    my ($path, $token) = @_;
    my $agent = LWP::UserAgent->new;
    my $answer = $agent->get("https://api.ouraring.com/v2/usercollection/$path", Authorization => 'Bearer ' . ($token // $ENV{CIRCLET_TOKEN}));
    return decode_json($answer->decoded_content);
}

for my $path (qw(daily_sleep daily_readiness daily_activity sleep workout session heartrate)) {
    step("$path?2: yesterday and today, or the last 24 hours", sub {
        my $body = read_path("$path?2");
        die "no data\n" unless ref $body->{data} eq 'ARRAY';
        die "no next_token\n" unless exists $body->{next_token};
    });
}
step('heartrate has rows of the last 24 hours', sub {
    my $rows = read_path('heartrate')->{data};
    die scalar(@$rows) . " rows\n" unless @$rows > 100;
    die "a rate is no number\n" if grep { $_->{bpm} !~ /^\d+$/ } @$rows;
});
step('personal_info', sub {
    die "no id\n" unless read_path('personal_info')->{id};
});
step('a refusal is JSON as well', sub {
    die "no detail\n" unless read_path('daily_sleep', 'NOTATOKEN')->{detail};
});
exit($failed ? 1 : 0);
