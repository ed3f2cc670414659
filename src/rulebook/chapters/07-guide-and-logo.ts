/** Section 7: the config guide that every success leads to. Who gets it stands in section 4. */
import { known, must, should, type Rule } from '../rule.ts'

export const GUIDE_AND_LOGO: readonly Rule[] = [
  must('success-leads-to-a-config-guide', {
    clause: '7.1',
    reading: 'X-45',
    says: 'For every success at MCT, MQT or MAT there is a config guide.',
    at: ['publish'],
    check: (d) => known(d.guide).exists,
    fix: 'Write the guide; its draft is there.',
  }),

  must('guide-names-the-versions-tested', {
    clause: '7.5a',
    says: 'The guide names the equipment and software versions tested.',
    at: ['publish'],
    check: (d) => known(d.guide).namesVersions,
    fix: 'Fill in the equipment table.',
  }),

  must('guide-names-the-limitations', {
    clause: '7.5c',
    says: 'The guide names every known limitation and what to do about it.',
    at: ['publish'],
    check: (d) => known(d.guide).namesLimitations,
    fix: 'Carry every limitation of the report into the guide.',
  }),

  must('guide-names-the-settings', {
    clause: '7.5d',
    says: 'The guide tells a qualified technician how to configure both systems.',
    at: ['publish'],
    check: (d) => known(d.guide).namesSettings,
    fix: 'Add the settings that differ from the default.',
  }),

  must('entitlement-rests-on-a-certification', {
    clause: '4C.6f',
    also: ['7.4'],
    says: 'Guide, logo and listing rest on a certification in force.',
    at: ['use-guide', 'use-logo', 'list-product'],
    check: (d) => d.hasCertificationInForce,
    fix: 'Have the interop certified anew; what was withdrawn is used no longer.',
  }),

  should('certification-is-published-with-its-guide', {
    clause: '7.2',
    reading: 'X-45',
    says: 'A certification counts as published once its guide is out.',
    at: ['use-guide'],
    when: (_, figures) => figures.isOn('publish.requires-guide'),
    check: (d) => known(d.guide).isPublished,
    fix: 'The lab is still writing the guide.',
  }),
]
