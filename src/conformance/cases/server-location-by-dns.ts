import { testCase } from '../test-case.ts'
import { asksForServers, choosesByPriority, keepsToLifetimes } from '../wire/locating.ts'

export default testCase({
  id: 'server-location-by-dns',
  plan: 'CON-07',
  title: 'The PBX finds the servers of the provider by DNS',
  criticality: 'KO',
  scope: 'interface',
  clause: '3C.1',
  needs: ['dns-location'],
  precondition: 'The provider is reached by a domain name, and the capture includes the DNS queries of the PBX.',
  procedure: [
    'Place several calls from the extension and note which server each one goes to.',
    'Lower the time to live of the DNS records.',
    'Change the priority and the weight of the servers, wait for the time to live to pass and call again.',
  ],
  onWire:
    'The PBX follows NAPTR, then SRV, then A or AAAA records, or starts at SRV. The server it chooses honours ' +
    'priority, weight and time to live, and the transport is the one that the records name.',
  byPeople: 'Calls complete on the preferred site, before and after the change.',
  cites: ['RFC 3263', 'RFC 2782'],
  judgedBy: ['capture'],
  checks: ['A19'],
  wire: { overall: [asksForServers, choosesByPriority, keepsToLifetimes] },
  effort: 'complex',
})
