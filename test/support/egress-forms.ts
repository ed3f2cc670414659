/**
 * Ways of making a server call something it should not (R24): addresses that are spelt so as to be read otherwise than
 * they are checked, and what honest names may lead to. Each is one try.
 */

/** Parted by blanks; what holds some stands apart. */
const words = (text: string) => text.trim().split(/\s+/)

/** This machine, as libraries have been known to read it. */
const LOOPBACK = [
  ...words(`
  127.0.0.1 127.1 127.0.1 127.000.000.001 0127.0.0.1 0177.0.0.1 0177.0.0.01 0177.0000.0000.0001 00000177.0.0.1
  0x7f.0.0.1 0x7f.0x0.0x0.0x1 0X7F.0.0.1 0x7f.1 0x7f000001 0X7F000001 017700000001 2130706433 02130706433
  127.255.255.254 127.0.0.1. 127.1. 2130706433. 0x7f000001. 127.0x0.0.1 127.0.0.0x1 1.0.0.127.in-addr.arpa 0
  0.0.0.0 0.0 0x0 00 0.0.0.0. 000.000.000.000 127。0。0。1 127．0．0．1 １２７.0.0.1 ①②⑦.0.0.1 127.0.0.① 127%2e0%2e0%2e1
  %31%32%37.0.0.1 localhost LOCALHOST localhost. localhost.localdomain a.localhost ip6-localhost ⓛocalhost
  ｌｏｃａｌｈｏｓｔ local%68ost xn-- localhost%00.example.com loopback [::1] [0:0:0:0:0:0:0:1] [::0001]
  [0000:0000:0000:0000:0000:0000:0000:0001] [::] [0:0:0:0:0:0:0:0] [::1%25lo] [::1%lo] [::127.0.0.1]
  [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:127.0.0.1] [0:0:0:0:0:ffff:127.0.0.1] [::ffff:0:127.0.0.1]
  [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::127.0.0.1] [2002:7f00:1::] [2002:7f00:0001::1]
  [fe80::5efe:127.0.0.1] ::1 [::1 ::1] [[::1]] [127.0.0.1] [v1.127.0.0.1]
`),
  'loc\u00adalhost',
  'localhost\t',
]

/** Neighbours, and what clouds tell about themselves. */
const WITHIN = [
  ...words(`
  10.0.0.1 10.1 012.0.0.1 0xa.0.0.1 0x0a000001 167772161 10.255.255.255 172.16.0.1 172.31.255.254 0xac100001
  2886729729 192.168.0.1 192.168.1 0xc0a80001 3232235521 0300.0250.0.1 100.64.0.1 100.127.255.254 100.100.100.200
  169.254.0.1 169.254.169.254 0xa9fea9fe 2852039166 0251.0376.0251.0376 169.254.43518 169.16689662
  169.254.169.254. [::ffff:169.254.169.254] [::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] [2002:a9fe:a9fe::]
  [fd00:ec2::254] [fe80::a9fe:a9fe] 168.63.129.16 192.0.0.192 metadata metadata.google.internal
  instance-data.ec2.internal router.local printer.lan nas.home hooks.home.arpa wiki.intranet db.corp db.private
  db.internal. host.docker.internal kubernetes kubernetes.default.svc.cluster.local postgres hidden.onion name.alt
  nothing.invalid [fc00::1] [fd12:3456:789a::1] [fe80::1] [fec0::1] [ff02::1] 224.0.0.1 239.255.255.250
  255.255.255.255 0.0.0.1 240.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 [2001:db8::1]
  [100::1]
`),
]

/** Everything an address can carry besides its host, used to lead astray. */
const ASTRAY = [
  'http://hooks.example.com/',
  'HTTP://hooks.example.com/',
  'ftp://hooks.example.com/',
  'file:///etc/passwd',
  'gopher://hooks.example.com/',
  'data:text/plain,x',
  'javascript:alert(1)',
  'unix:/run/x.sock',
  '//hooks.example.com/',
  'hooks.example.com',
  'https:hooks.example.com',
  'https:/hooks.example.com',
  'https:///hooks.example.com',
  'https:\\\\hooks.example.com',
  'https://\\hooks.example.com',
  ' https://hooks.example.com/',
  'https://hooks.example.com/ ',
  'https://hooks.example.com/a b',
  'https://hooks.example.com/\r\nHost: a',
  'https://hooks.example.com/\n',
  'ht\ntps://hooks.example.com/',
  'https://user@hooks.example.com/',
  'https://user:pass@hooks.example.com/',
  'https://@hooks.example.com/',
  'https://:@hooks.example.com/',
  'https://hooks.example.com@127.0.0.1/',
  'https://hooks.example.com:443@127.0.0.1/',
  'https://hooks.example.com%40127.0.0.1/',
  'https://127.0.0.1%2f@hooks.example.com/',
  'https://127.0.0.1#@hooks.example.com/',
  'https://127.0.0.1?@hooks.example.com/',
  'https://127.0.0.1\\@hooks.example.com/',
  'https://hooks.example.com\\@127.0.0.1/',
  'https://hooks.example.com&@127.0.0.1/',
  'https://a@b@hooks.example.com/',
  'https://hooks.example.com#a',
  'https://hooks.example.com/#',
  'https://hooks.example.com/<x>',
  'https://hooks.example.com/"x"',
  'https://hooks.example.com/ü',
  'https://hooks.example.com:22/',
  'https://hooks.example.com:25/',
  'https://hooks.example.com:80/',
  'https://hooks.example.com:6379/',
  'https://hooks.example.com:5432/',
  'https://hooks.example.com:11211/',
  'https://hooks.example.com:9200/',
  'https://hooks.example.com:0/',
  'https://hooks.example.com:00443/',
  'https://hooks.example.com:0443/',
  'https://hooks.example.com:65536/',
  'https://hooks.example.com:4294967739/',
  'https://hooks.example.com:+443/',
  'https://hooks.example.com:-443/',
  'https://hooks.example.com:443:22/',
  'https://hooks.example.com:/',
  'https://hooks.example.com:4 43/',
  'https://hooks.example.com:٤٤٣/',
  'https://hooks.example.com./',
  'https://hooks..example.com/',
  'https://.example.com/',
  'https://-hooks.example.com/',
  'https://hooks-.example.com/',
  'https://hooks_1.example.com/',
  'https://hööks.example.com/',
  'https://hooks。example.com/',
  'https://hooks.example.com．/',
  'https://hooks.еxample.com/',
  'https://hooks.example.c0m/',
  'https://hooks.example.1/',
  'https://1.2.3/',
  'https://1.2.3.4.5/',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://hooks%2eexample.com/',
  'https://hooks.example.com%00/',
  'https://hooks\u200b.example.com/',
  'https://*.example.com/',
  'https://example/',
  'https://com/',
  'https:///',
  'https://',
  'https://?',
  'https://#',
  '',
  'null',
  `https://${'a'.repeat(64)}.example.com/`,
  `https://${'abc.'.repeat(70)}com/`,
  `https://hooks.example.com/${'x'.repeat(500)}`,
  'https://hooks.example.com,127.0.0.1/',
  'https://hooks.example.com;127.0.0.1/',
  'https://{127.0.0.1}/',
  'https://$(hostname)/',
] as const

export const SPELT: readonly string[] = [
  ...new Set([...[...LOOPBACK, ...WITHIN].map((host) => `https://${host}/`), ...ASTRAY]),
]

/** What an honest name may turn out to lead to, as a resolver would say it. */
export const LED_TO: readonly string[] = [
  ...words(`
  0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.20.30.40 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255
  127.0.0.0 127.0.0.1 127.255.255.255 168.63.129.16 169.254.0.0 169.254.169.254 169.254.170.2 169.254.255.255
  172.16.0.0 172.20.1.1 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.170 192.0.0.192 192.0.2.1 192.31.196.1
  192.52.193.1 192.88.99.1 192.168.0.0 192.168.255.255 192.175.48.6 198.18.0.0 198.19.255.255 198.51.100.7
  203.0.113.9 224.0.0.1 232.1.2.3 239.255.255.250 240.0.0.1 254.1.2.3 255.255.255.255 :: ::1 ::2 ::127.0.0.1
  ::10.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 0:0:0:0:0:ffff:a00:1 64:ff9b::7f00:1
  64:ff9b::10.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 64:ff9b:1:ffff::7f00:1 100::1 100:0:0:1::1 200::1 400::1 1fff::1
  2001::1 2001:0:53aa::1 2001:1::1 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:1ff::1 2001:db8::
  2001:db8:1::1 2002::1 2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe::1 2002:808:808::1 2620:4f:8000::1 3ffe::1
  3fff::1 3fff:fff::1 4000::1 5f00::1 6000::1 a000::1 e000::1 f000::1 fc00::1 fd00:ec2::254 fdff::1 fe00::1
  fe80::1 fe80::1%eth0 febf::1 fec0::1 feff::1 ff00::1 ff02::1 ff0e::1 ffff::1 nowhere 127.1 0x7f.0.0.1 010.0.0.1
  1.2.3.4.5 256.1.1.1 1::2::3 ::: 12345::1 2606:4700 1.2.3 2606:4700::1%eth0 2606:4700:0:0:0:0:0:0:1
  2606::4700:0:0:0:0:0:0:1 2606:4700::8.8.8
`),
  '',
  '8.8.8.8 ',
]
