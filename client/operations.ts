/** Made from the code by `npm run generate`; the tests fail when it is not current. */
export type Reads = {
  /** Sign in; the token goes into Authorization: Bearer. For everybody. */
  '/api/sessions': {
    readonly asks: { readonly body: {
      readonly email: string
      readonly password: string
    } }
    readonly gives: {
      readonly token: string
      readonly person: string
    }
  }
  /** Who is signed in. For programme manager, lab engineer, support agent, sales unit, reseller sponsor, field technician, partner admin, partner engineer, auditor, operator. */
  '/api/me': {
    readonly asks: {  }
    readonly gives: {
      readonly id: string
      readonly name: string
      readonly organisation: string
      readonly roles: readonly (string)[]
    }
  }
  /** Certified interops with their standing on a day. For everybody. */
  '/api/reference-guide': {
    readonly asks: { readonly query?: {
      /** A day, YYYY-MM-DD; today where it is left out. */
      readonly on?: string
      /** Words of the product, company, platform, number or release; every one has to be found. */
      readonly search?: string
      /** The id of a platform. */
      readonly platform?: string
      /** A release of the platform that was certified, such as 10.0. */
      readonly platformRelease?: string
      /** How the product meets the platform, such as sip-trunk. */
      readonly family?: string
      /** MCT, MQT or MAT. */
      readonly level?: string
      /** The id of the region of an MQT. */
      readonly region?: string
      /** The id of the company. */
      readonly organisation?: string
      /** The id of the product. */
      readonly product?: string
      readonly standing?: "green" | "yellow" | "red"
      /** Where to go on: the `after` of the page before. */
      readonly after?: string
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly on: string
      readonly rows: readonly ({
        /** Its id. */
        readonly product: string
        /** Its id. */
        readonly platform: string
        /** Its number. */
        readonly certification: string
        readonly level: "SAT" | "MCT" | "MQT" | "MAT"
        readonly region: string | null
        readonly standing: "green" | "yellow" | "red"
        /** Why it is not green; empty where it is. */
        readonly reasons: readonly ({
          readonly rule: string
          readonly clause: string
          readonly says: string
        })[]
        /** The next change of standing, as things are planned today. */
        readonly next: {
          readonly on: string
          readonly standing: "green" | "yellow" | "red"
          readonly rule: string
        } | null
      })[]
      /** Where the next page goes on; null at the end. */
      readonly after: string | null
    }
  }
  /** Does support help with this deployment. For everybody. */
  '/api/support': {
    readonly asks: { readonly query: {
      readonly product: string
      readonly productRelease: string
      readonly platform: string
      readonly platformRelease: string
      readonly country: string
      /** A day, YYYY-MM-DD; today where it is left out. */
      readonly on?: string
      readonly fieldIssue?: string
    } }
    readonly gives: {
      readonly supported: boolean
      /** Supported, and stale. */
      readonly caution: boolean
      /** Who helps. */
      readonly route: "product-support" | "sales-unit" | "tailored" | "partner"
      /** The number it rests on. */
      readonly certification: string | null
      readonly clause: string
      readonly rule: string
      readonly says: string
      readonly next: string
      readonly contact: string
    }
  }
  /** Path, level and membership advice for one enquiry. For everybody. */
  '/api/advice': {
    readonly asks: { readonly body: {
      readonly family: "sip-trunk" | "sip-lineside" | "advanced-api" | "other"
      readonly resoldByVendor?: boolean
      readonly sponsor?: "none" | "reseller" | "sales-unit" | "sales-prime"
      readonly technicianCertified?: boolean
      readonly isReseller?: boolean
      readonly tier?: "mdp-noncommercial" | "mdp-commercial-basic" | "mdp-commercial-advanced" | "msp" | "mpp" | null
      readonly level: "SAT" | "MCT" | "MQT" | "MAT"
      readonly region?: string | null
      readonly satAccepted?: boolean
    } }
    readonly gives: {
      readonly certification: "required" | "optional"
      readonly paths: readonly ({
        readonly path: "A" | "B" | "C"
        readonly open: boolean
        readonly because: readonly ({
          readonly clause: string
          readonly says: string
        })[]
      })[]
      readonly membership: "mdp-noncommercial" | "mdp-commercial-basic" | "mdp-commercial-advanced" | "msp" | "mpp" | null
      readonly level: {
        readonly open: boolean
        readonly because: readonly ({
          readonly clause: string
          readonly says: string
        })[]
      }
      readonly sat: "required" | "exempt"
      readonly next: readonly (string)[]
    }
  }
  /** One certification by its number. For everybody. */
  '/api/certifications/{number}': {
    readonly asks: { readonly path: {
      readonly number: string
    } }
    readonly gives: {
      readonly number: string
      readonly genuine: boolean
      readonly inForce: boolean
      readonly row: {
        /** Its id. */
        readonly product: string
        /** Its id. */
        readonly platform: string
        /** Its number. */
        readonly certification: string
        readonly level: "SAT" | "MCT" | "MQT" | "MAT"
        readonly region: string | null
        readonly standing: "green" | "yellow" | "red"
        /** Why it is not green; empty where it is. */
        readonly reasons: readonly ({
          readonly rule: string
          readonly clause: string
          readonly says: string
        })[]
        /** The next change of standing, as things are planned today. */
        readonly next: {
          readonly on: string
          readonly standing: "green" | "yellow" | "red"
          readonly rule: string
        } | null
      } | null
      readonly certification: unknown
    }
  }
  /** This description, as OpenAPI 3.1. For everybody. */
  '/api/openapi.json': {
    readonly asks: {  }
    readonly gives: Readonly<Record<string, unknown>>
  }
  /** Platforms and their releases. For everybody. */
  '/api/platforms': {
    readonly asks: {  }
    readonly gives: {
      readonly platforms: readonly ({
        readonly id: string
        readonly name: string
        readonly releases: readonly ({
          readonly version: string
          readonly [more: string]: unknown
        })[]
        readonly [more: string]: unknown
      })[]
    }
  }
  /** Projects one may see. For programme manager, lab engineer, auditor, sales unit of what they sponsor, reseller sponsor of what they sponsor, field technician of what they are assigned to, partner admin of their own, partner engineer of their own. */
  '/api/projects': {
    readonly asks: { readonly query?: {
      readonly stage?: string
      /** Where to go on: the `after` of the page before. */
      readonly after?: string
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly projects: readonly ({
        readonly id: string
        /** As people say it, such as P-2026-0042. */
        readonly number: string
        readonly stage: "request-review" | "request-returned" | "sat-plan" | "sat-plan-review" | "sat-plan-changes" | "sat-testing" | "sat-results-review" | "sat-questions" | "sat-update" | "sat-accepted" | "questionnaire" | "questionnaire-review" | "questionnaire-questions" | "quote-to-request" | "quote-preparation" | "quote-agreement" | "quote-offered" | "quote-with-sponsor" | "readiness" | "slot-to-offer" | "slot-offered" | "scheduled" | "self-test-access" | "self-testing" | "testing" | "report-review" | "decision" | "guide" | "published" | "not-granted" | "closed"
        readonly level: "SAT" | "MCT" | "MQT" | "MAT"
        /** Since when it is in its stage. */
        readonly since: string
        readonly organisation: string
        readonly organisationName: string
        readonly product: string
        readonly productName: string
        readonly productRelease: string
        readonly platform: string
        readonly platformName: string
        readonly platformRelease: string
        readonly certification: string | null
        readonly openQuestions: number
      })[]
      /** Where the next page goes on; null at the end. */
      readonly after: string | null
    }
  }
  /** Everything on file of one project, and what can be done with it. For programme manager, lab engineer, auditor, sales unit of what they sponsor, reseller sponsor of what they sponsor, field technician of what they are assigned to, partner admin of their own, partner engineer of their own. */
  '/api/projects/{project}': {
    readonly asks: { readonly path: {
      readonly project: string
    } }
    readonly gives: {
      readonly revision: number
      readonly file: unknown
      readonly moves: readonly ({
        readonly name: string
        readonly says: string
        readonly clause: string
        /** Whether it belongs to the stage the thing is in. */
        readonly isItsTime: boolean
        /** What stands in the way; null where it can be done now. */
        readonly obstacle: {
          readonly says: string
          readonly next: string
          readonly clause: string | null
        } | null
      })[]
    }
  }
  /** The facts of one project, newest first. For programme manager, lab engineer, auditor, sales unit of what they sponsor, reseller sponsor of what they sponsor, field technician of what they are assigned to, partner admin of their own, partner engineer of their own. */
  '/api/projects/{project}/journal': {
    readonly asks: { readonly path: {
      readonly project: string
    }; readonly query?: {
      /** Where to go on: the `before` of the page before. */
      readonly before?: number
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly facts: readonly ({
        /** Its place in the journal, counted from 1. */
        readonly seq: number
        /** The hash of the fact before. */
        readonly before: string
        readonly id: string
        /** An instant of UTC, ISO 8601. */
        readonly at: string
        readonly day: string
        readonly kind: string
        readonly clause: string
        readonly says: string
        readonly by: {
          readonly id: string
          readonly name: string
          readonly organisation: string | null
          readonly [more: string]: unknown
        }
        readonly project: string | null
        /** Differs from kind to kind; null where it is not for you. */
        readonly data: unknown
        readonly [more: string]: unknown
      })[]
      readonly before: number | null
    }
  }
  /** Requests for developer equipment one may see, newest first. For programme manager, auditor, partner admin of their own, partner engineer of their own. */
  '/api/equipment': {
    readonly asks: { readonly query?: {
      /** Where to go on: the `after` of the page before. */
      readonly after?: string
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly rows: readonly (unknown)[]
      /** Where the next page goes on; null at the end. */
      readonly after: string | null
    }
  }
  /** One request for developer equipment, and what can be done with it. For programme manager, auditor, partner admin of their own, partner engineer of their own. */
  '/api/equipment/{order}': {
    readonly asks: { readonly path: {
      readonly order: string
    } }
    readonly gives: {
      readonly revision: number
      readonly file: unknown
      readonly moves: readonly ({
        readonly name: string
        readonly says: string
        readonly clause: string
        /** Whether it belongs to the stage the thing is in. */
        readonly isItsTime: boolean
        /** What stands in the way; null where it can be done now. */
        readonly obstacle: {
          readonly says: string
          readonly next: string
          readonly clause: string | null
        } | null
      })[]
    }
  }
  /** Texts for the catalogue that wait for the programme office and that one may see, longest wait first. For programme manager, auditor, partner admin of their own, partner engineer of their own. */
  '/api/listing-texts': {
    readonly asks: { readonly query?: {
      /** Where to go on: the `after` of the page before. */
      readonly after?: string
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly rows: readonly ({
        readonly organisation: string
        readonly organisationName: string
        readonly product: string | null
        readonly productName: string | null
        readonly shown: string
        readonly waiting: {
          readonly text: string
          readonly by: string
          readonly at: string
          readonly day: string
        }
        readonly proposal: number
      })[]
      /** Where the next page goes on; null at the end. */
      readonly after: string | null
    }
  }
  /** Requests to bear a part of a fee that one is concerned by, newest first. For programme manager, auditor, partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. */
  '/api/fee-requests': {
    readonly asks: { readonly query?: {
      /** Where to go on: the `after` of the page before. */
      readonly after?: string
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly rows: readonly (unknown)[]
      /** Where the next page goes on; null at the end. */
      readonly after: string | null
    }
  }
  /** One request to bear a part of a fee, and what can be done with it. For programme manager, auditor, partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. */
  '/api/fee-requests/{request}': {
    readonly asks: { readonly path: {
      readonly request: string
    } }
    readonly gives: {
      readonly request: unknown
      readonly number: string
      readonly names: {
        readonly partner: string
        readonly sponsor: string
        readonly interop: string
      }
      readonly moves: readonly ({
        readonly name: string
        readonly says: string
        readonly clause: string
        /** Whether it belongs to the stage the thing is in. */
        readonly isItsTime: boolean
        /** What stands in the way; null where it can be done now. */
        readonly obstacle: {
          readonly says: string
          readonly next: string
          readonly clause: string | null
        } | null
      })[]
    }
  }
  /** Webhooks one may see, newest first, without removed ones. For programme manager, operator, auditor, partner admin of their own, partner engineer of their own, reseller sponsor of their own, sales unit of their own. */
  '/api/webhooks': {
    readonly asks: { readonly query?: {
      readonly organisation?: string
      /** Where to go on: the `after` of the page before. */
      readonly after?: string
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly rows: readonly ({
        readonly id: string
        readonly organisation: string
        /** That of the organisation. */
        readonly name: string
        readonly host: string
        /** What it is told of. */
        readonly kinds: readonly (string)[]
        readonly state: "on" | "off" | "removed"
        readonly last: "waiting" | "claimed" | "delivered" | "given-up" | "dropped" | null
      })[]
      /** Where the next page goes on; null at the end. */
      readonly after: string | null
    }
  }
  /** One webhook, and what can be done with it; its address for whoever has signed in themselves. For programme manager, operator, auditor, partner admin of their own, partner engineer of their own, reseller sponsor of their own, sales unit of their own. */
  '/api/webhooks/{webhook}': {
    readonly asks: { readonly path: {
      readonly webhook: string
    } }
    readonly gives: {
      readonly id: string
      readonly organisation: string
      /** That of the organisation. */
      readonly name: string
      readonly host: string
      /** What it is told of. */
      readonly kinds: readonly (string)[]
      readonly state: "on" | "off" | "removed"
      readonly revision: number
      readonly address: string | null
      readonly added: unknown
      readonly ended: unknown
      readonly secretMade: unknown
      readonly moves: readonly ({
        readonly name: string
        readonly says: string
        readonly clause: string
        /** Whether it belongs to the stage the thing is in. */
        readonly isItsTime: boolean
        /** What stands in the way; null where it can be done now. */
        readonly obstacle: {
          readonly says: string
          readonly next: string
          readonly clause: string | null
        } | null
      })[]
    }
  }
  /** What a webhook was sent in thirty days, newest first, with every try. For programme manager, operator, auditor, partner admin of their own, partner engineer of their own, reseller sponsor of their own, sales unit of their own. */
  '/api/webhooks/{webhook}/deliveries': {
    readonly asks: { readonly path: {
      readonly webhook: string
    }; readonly query?: {
      /** Where to go on: the `before` of the page before. */
      readonly before?: number
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly deliveries: readonly ({
        readonly id: string
        readonly place: number
        readonly kind: string
        readonly fact: number
        readonly body: unknown
        readonly state: "waiting" | "claimed" | "delivered" | "given-up" | "dropped"
        readonly created: string
        readonly next: string | null
        readonly tries: readonly ({
          readonly at: string
          readonly attempt: number
          /** The status of the answer; null where none came. */
          readonly status: number | null
          /** How long it took, in milliseconds. */
          readonly ms: number
          /** How the answer began; null for an access token, which is not shown the address either. */
          readonly says: string | null
        })[]
      })[]
      readonly before: number | null
    }
  }
  /** All facts, newest first. For programme manager, auditor. */
  '/api/journal': {
    readonly asks: { readonly query?: {
      /** Where to go on: the `before` of the page before. */
      readonly before?: number
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly facts: readonly ({
        /** Its place in the journal, counted from 1. */
        readonly seq: number
        /** The hash of the fact before. */
        readonly before: string
        readonly id: string
        /** An instant of UTC, ISO 8601. */
        readonly at: string
        readonly day: string
        readonly kind: string
        readonly clause: string
        readonly says: string
        readonly by: {
          readonly id: string
          readonly name: string
          readonly organisation: string | null
          readonly [more: string]: unknown
        }
        readonly project: string | null
        /** Differs from kind to kind; null where it is not for you. */
        readonly data: unknown
        readonly [more: string]: unknown
      })[]
      readonly before: number | null
    }
  }
  /** One’s own notices, newest first. For programme manager, lab engineer, support agent, sales unit, reseller sponsor, field technician, partner admin, partner engineer, auditor, operator. */
  '/api/notices': {
    readonly asks: { readonly query?: {
      /** How many at most, 1 to 200. */
      readonly limit?: number
    } }
    readonly gives: {
      readonly notices: readonly ({
        readonly id: string
        /** What kind of notice, such as N41. */
        readonly code: string
        readonly subject: string
        readonly body: string
        /** A path of this server. */
        readonly link: string | null
        /** An instant of UTC, ISO 8601. */
        readonly created: string
        readonly isRead: boolean
      })[]
    }
  }
}

/** The kinds of no; docs/api.md says what each means. */
export type RefusalCode = 'not-signed-in' | 'not-permitted' | 'not-found' | 'not-now' | 'stale' | 'conflict' | 'rule' | 'wrong-input' | 'wrong-file' | 'too-large' | 'too-many' | 'unavailable'

export type MoveInputs = {
  /** Add a platform. For programme manager. Clause 1A.1. */
  'add-platform': {
    readonly name: string
    readonly summary?: string
    readonly aliases?: readonly (string)[]
  }
  /** Open a project. For partner admin of their own, partner engineer of their own. Clause 5T.b. */
  'open-project': {
    readonly product: string
    readonly productRelease: string
    readonly platform: string
    readonly platformRelease: string
    readonly region?: string | null
    readonly topology: "direct" | "via-border-gateway"
    readonly despite?: string
    readonly level: "SAT" | "MCT" | "MQT" | "MAT"
  }
  /** Set the programme up. For everybody. Clause 0.1. The password is that of whoever comes in. */
  'found-programme': {
    readonly token: string
    readonly organisation: string
    readonly country: string
    readonly name: string
    readonly email: string
    readonly password: string
  }
  /** Close the project. For partner admin of their own, programme manager, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause G-03. */
  'close-project': {
    readonly reason: string
  }
  /** Save answers. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.b. */
  'save-answers': {
    readonly answers: Readonly<Record<string, unknown>>
    readonly seen?: Readonly<Record<string, number>>
  }
  /** Submit the questionnaire. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.b. */
  'submit-questionnaire': Readonly<Record<string, never>>
  /** Comment on a question. For lab engineer. Clause 5T.d. */
  'comment-on-question': {
    readonly question: string
    readonly text: string
  }
  /** Reply. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.d. */
  'reply-to-comment': {
    readonly comment: string
    readonly text: string
  }
  /** Resolve the comment. For lab engineer. Clause 5T.d. */
  'resolve-comment': {
    readonly comment: string
  }
  /** Send it back with the comments. For lab engineer. Clause 5T.d. */
  'return-questionnaire': Readonly<Record<string, never>>
  /** Accept the questionnaire. For lab engineer. Clause 9.3. */
  'review-questionnaire': {
    readonly remark: string
  }
  /** Ask. For programme manager, lab engineer, field technician of what they are assigned to, partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.d. */
  'ask': {
    readonly about: {
      readonly kind: "project"
      readonly ref?: null
    } | {
      readonly kind: "question"
      readonly ref: string
    } | {
      readonly kind: "test-case"
      readonly ref: string
    } | {
      readonly kind: "quote"
      readonly ref: string
    }
    readonly text: string
  }
  /** Answer. For programme manager, lab engineer, field technician of what they are assigned to, partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.d. */
  'answer': {
    readonly thread: string
    readonly text: string
  }
  /** Close the question. For programme manager, lab engineer, field technician of what they are assigned to, partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.d. */
  'close-question': {
    readonly thread: string
  }
  /** Get a budgetary estimate. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor, programme manager. Clause 9.4. */
  'request-budgetary-quote': {
    readonly note?: string
  }
  /** Request the firm quote. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.c. */
  'request-firm-quote': {
    readonly note?: string
  }
  /** Prepare the quote. For programme manager. Clause 9.1. */
  'prepare-quote': {
    readonly adjustment?: number
    readonly reason?: string
    readonly assumptions?: string
  }
  /** Send the quote back. For lab engineer. Clause 9.1. */
  'return-quote': {
    readonly reason: string
  }
  /** Agree and issue the quote. For lab engineer. Clause 5T.d. */
  'issue-quote': Readonly<Record<string, never>>
  /** Make a new version of the quote. For programme manager. Clause 5T.d. */
  'revise-quote': {
    readonly reason: string
  }
  /** Place the order. For partner admin of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 5T.d. */
  'order': {
    readonly quote: string
    readonly version: number
    readonly purchaseOrder: string
    readonly billingName: string
    readonly billingAddress: string
    readonly billingEmail: string
    readonly acceptsTerms: true
  }
  /** Note the payment. For programme manager. Clause G-05. */
  'note-payment': {
    readonly state: "paid" | "waived"
    readonly note: string
  }
  /** Declare readiness. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 6.3. */
  'declare-readiness': {
    readonly ownTesting: true
    readonly generallyAvailable: true
    readonly documents: true
    readonly people: true
    readonly setUp: true
    readonly note?: string
  }
  /** Offer a slot. For lab engineer. Clause 6.2. */
  'offer-slot': {
    readonly from: string
    readonly to: string
    readonly engineer: string
    readonly note?: string
  }
  /** Confirm the slot. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 6.2. */
  'confirm-slot': {
    readonly from: string
  }
  /** Ask for another slot. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause G-05. */
  'ask-for-another-slot': {
    readonly reason: string
  }
  /** Start testing. For lab engineer. Clause 6.2. */
  'start-testing': {
    readonly setUp: string
  }
  /** Move the slot. For lab engineer. Clause G-05. */
  'move-slot': {
    readonly reason: string
  }
  /** Add it to the plan. For lab engineer. Clause 6.1. */
  'add-to-plan': {
    readonly testCase: string
    readonly because: string
  }
  /** Add your own test case. For lab engineer. Clause 6.1. */
  'add-own-to-plan': {
    readonly title: string
    readonly criticality: "KO" | "IMP" | "OPT"
    readonly scope: "interface" | "feature"
    readonly interfaces?: readonly (string)[]
    readonly precondition?: string
    readonly steps: readonly (string)[]
    readonly expected: string
    readonly evidence?: string
    readonly reference?: string
    readonly plan: string
    readonly because: string
    readonly effort?: "simple" | "medium" | "complex"
  }
  /** Take it out again. For lab engineer. Clause 6.1. */
  'take-out-of-plan': {
    readonly testCase: string
    readonly reason: string
  }
  /** Record the result. For lab engineer. Clause 3C.1. */
  'record-result': {
    readonly testCase: string
    readonly verdict: "passed" | "passed-with-limitation" | "failed" | "inconclusive" | "not-observable" | "not-applicable" | "not-tested"
    readonly note?: string
    readonly limitation?: {
      readonly effect: string
      readonly workaround: string
    } | null
    readonly seen: number
  }
  /** Correct a result. For lab engineer. Clause 3C.1. */
  'correct-result': {
    readonly testCase: string
    readonly verdict: "passed" | "passed-with-limitation" | "failed" | "inconclusive" | "not-observable" | "not-applicable" | "not-tested"
    readonly note?: string
    readonly limitation?: {
      readonly effect: string
      readonly workaround: string
    } | null
    readonly seen: number
  }
  /** Finish testing. For lab engineer. Clause 3C.1. */
  'finish-testing': {
    readonly summary: string
  }
  /** Add evidence. For lab engineer, programme manager, partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor, field technician of what they are assigned to. Clause 3C.1. The file is sent as the id of a finished upload. */
  'add-evidence': {
    readonly testCase?: string | null
    readonly upload: string
  }
  /** Set evidence aside. For lab engineer, programme manager, partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor, field technician of what they are assigned to. Clause 3C.1. */
  'set-evidence-aside': {
    readonly evidence: string
    readonly reason: string
  }
  /** Choose whether captures keep their sound. For lab engineer, programme manager. Clause G-11. */
  'choose-sound': {
    readonly sound: "taken-out" | "kept"
    readonly reason: string
  }
  /** Hold the captures. For programme manager. Clause G-11. */
  'hold-captures': {
    readonly reason: string
  }
  /** End the hold. For programme manager. Clause G-11. */
  'end-hold': {
    readonly reason: string
  }
  /** Accept the report. For lab engineer, programme manager. Clause G-08. */
  'accept-report': {
    readonly remark: string
  }
  /** Send the report back. For lab engineer, programme manager. Clause G-08. */
  'return-report': {
    readonly remark: string
  }
  /** Grant the certification. For programme manager, lab engineer. Clause 6.0. */
  'grant': {
    readonly reason: string
  }
  /** Do not grant. For programme manager, lab engineer. Clause 6.0. */
  'decline-grant': {
    readonly reason: string
    readonly findings: readonly ({
      readonly testCase: string
      readonly says: string
      readonly next: string
    })[]
  }
  /** Ask for a retest. For partner admin of their own, partner engineer of their own, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause G-02. */
  'request-retest': {
    readonly mended: string
    readonly acceptsFee: true
  }
  /** Save the config guide. For lab engineer. Clause 7.1. */
  'save-guide': {
    readonly content: {
      readonly audience?: "public" | "member" | "restricted" | null
      readonly kind?: "settings" | "settings-and-tests" | null
      readonly summary: string
      readonly topology: string
      readonly places?: readonly ({
        readonly name: string
        readonly side: "platform" | "between" | "product"
        readonly note?: string
      })[]
      readonly links?: readonly ({
        readonly from: string
        readonly to: string
        readonly carries: string
        readonly ports?: string
      })[]
      readonly equipment: readonly ({
        readonly element: string
        readonly product: string
        readonly version: string
      })[]
      readonly features: readonly ({
        readonly feature: string
        readonly result: "ok" | "ok-with-note" | "issue" | "not-supported" | "not-tested"
        readonly note?: string
      })[]
      readonly limitations: readonly ({
        readonly feature: string
        readonly effect: string
        readonly workaround: string
      })[]
      readonly prerequisites: readonly (string)[]
      readonly vendorSettings: readonly ({
        readonly form: string
        readonly field: string
        readonly value: string
        readonly standard?: string
        readonly why?: string
        readonly told?: "restricted" | null
        readonly picture?: string | null
      })[]
      readonly partnerSettings: readonly ({
        readonly form: string
        readonly field: string
        readonly value: string
        readonly standard?: string
        readonly why?: string
        readonly told?: "restricted" | null
        readonly picture?: string | null
      })[]
      readonly verification: readonly (string)[]
      readonly expected?: readonly ({
        readonly check: string
        readonly from: string
        readonly to: string
        readonly message: string
      })[]
      readonly troubleshooting: readonly ({
        readonly symptom: string
        readonly cause: string
        readonly look: string
      })[]
      readonly emergencyNote?: string
      readonly contacts: readonly ({
        readonly who: string
        readonly reach: string
      })[]
    }
    readonly seen?: Readonly<Record<string, number>>
  }
  /** Publish the config guide. For lab engineer. Clause 7.2. */
  'publish-guide': Readonly<Record<string, never>>
  /** Publish a new version of the guide. For lab engineer. Clause 7.2. */
  'publish-guide-version': Readonly<Record<string, never>>
  /** Add a picture to the guide. For lab engineer. Clause 7.5d. The file is sent as the id of a finished upload. */
  'add-guide-picture': {
    readonly caption: string
    readonly upload: string
  }
  /** Say what you think of the draft. For lab engineer, partner admin of their own, partner engineer of their own. Clause 7.1. */
  'review-guide': {
    readonly outcome: "agreed" | "changes"
    readonly remark: string
  }
  /** Discard what is written. For lab engineer. Clause 7.1. */
  'discard-guide-writing': {
    readonly seen: Readonly<Record<string, number>>
  }
  /** Waive a rule. For programme manager. Clause X-03. */
  'waive-rule': {
    readonly rule: "sat-precedes-higher-levels" | "mqt-is-for-solution-partners" | "fee-waiver-has-figures"
    readonly until: string
    readonly reason: string
  }
  /** End the waiver. For programme manager. Clause X-03. */
  'end-waiver': {
    readonly rule: "sat-precedes-higher-levels" | "mqt-is-for-solution-partners" | "fee-waiver-has-figures"
    readonly reason: string
  }
  /** Weigh the business case. For lab engineer. Clause 4B.4. */
  'assess-business-case': {
    readonly strategy: "a" | "b" | "c"
    readonly size: {
      readonly weight: "low" | "medium" | "high"
      readonly reason: string
    }
    readonly urgency: {
      readonly weight: "low" | "medium" | "high"
      readonly reason: string
    }
    readonly capacity: {
      readonly weight: "low" | "medium" | "high"
      readonly reason: string
    }
    readonly local: {
      readonly weight: "low" | "medium" | "high"
      readonly reason: string
    }
    readonly rationale: string
    readonly level?: "MCT" | "MQT" | "MAT" | null
    readonly region?: string | null
  }
  /** Approve the request. For lab engineer. Clause 4A.4. */
  'approve-request': {
    readonly reason: string
    readonly next: string
  }
  /** Ask for more. For lab engineer. Clause G-03. */
  'return-request': {
    readonly gaps: string
  }
  /** Send the request in again. For reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 4A.3. */
  'complete-request': {
    readonly justification?: string
    readonly revenueVendor?: number | null
    readonly revenueReseller?: number | null
    readonly strategic?: string
    readonly urgency: "none" | "quarter" | "month" | "waiting"
    readonly localNeeds?: string
    readonly wanted?: "a" | "b" | "c" | null
    readonly seesOpportunity?: boolean
    readonly hasResources?: boolean
  }
  /** Decline the request. For lab engineer. Clause 4A.4. */
  'decline-request': {
    readonly reason: string
    readonly next: string
  }
  /** Propose who bears the fee. For reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 4B.b. */
  'propose-fee-share': {
    readonly sponsoredPercent: number
    readonly terms: string
  }
  /** Accept the proposal. For partner admin of their own. Clause 4B.b. */
  'accept-fee-share': {
    readonly proposed: string
    readonly accepts: true
  }
  /** Ask a sponsor to bear part of the fee. For partner admin of their own. Clause 9.2. */
  'ask-sponsor-for-fee': {
    readonly bearer: string
    readonly percent: number
    readonly reason: string
  }
  /** Assign a technician. For reseller sponsor of what they sponsor, sales unit of what they sponsor, lab engineer. Clause 4A.14. */
  'assign-technician': {
    readonly technician: string
  }
  /** Give access to the self-test portal. For lab engineer. Clause 4A.5. */
  'give-self-test-access': {
    readonly from: string
    readonly until: string
    readonly instructions: string
  }
  /** Revoke the access. For lab engineer, programme manager, reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 4A.5. */
  'revoke-self-test-access': {
    readonly reason: string
  }
  /** Start the run. For field technician of what they are assigned to. Clause 4A.6. */
  'start-self-test': {
    readonly setUp: string
    readonly connected: true
  }
  /** Record the result. For field technician of what they are assigned to. Clause 4A.6. */
  'record-self-test': {
    readonly testCase: string
    readonly verdict: "passed" | "passed-with-limitation" | "failed" | "inconclusive" | "not-observable" | "not-applicable" | "not-tested"
    readonly note?: string
    readonly limitation?: {
      readonly effect: string
      readonly workaround: string
    } | null
    readonly seen: number
  }
  /** Note the hours. For field technician of what they are assigned to. Clause 4A.13. */
  'log-hours': {
    readonly on: string
    readonly hours: number
    readonly note: string
  }
  /** Hand the report in. For field technician of what they are assigned to. Clause 4A.6. */
  'upload-self-test': {
    readonly summary: string
    readonly ranAsWritten: true
    readonly resultsAsSeen: true
  }
  /** Let the partner test under supervision. For lab engineer. Clause X-30. */
  'let-partner-test': {
    readonly until: string
    readonly how: string
  }
  /** End it. For lab engineer. Clause X-30. */
  'end-supervised-testing': {
    readonly reason: string
  }
  /** Record the result. For partner admin of their own, partner engineer of their own. Clause X-30. */
  'record-supervised-result': {
    readonly testCase: string
    readonly verdict: "passed" | "passed-with-limitation" | "failed" | "inconclusive" | "not-observable" | "not-applicable" | "not-tested"
    readonly note?: string
    readonly limitation?: {
      readonly effect: string
      readonly workaround: string
    } | null
    readonly seen: number
  }
  /** Sign the report. For lab engineer, sales unit of what they sponsor, partner admin of their own, partner engineer of their own. Clause 3Q.1. */
  'sign-report': {
    readonly hasRead: true
  }
  /** State the support terms. For lab engineer, programme manager. Clause 3A.2. */
  'state-support-terms': {
    readonly hours: string
    readonly contacts: string
    readonly escalation: string
  }
  /** Aim at another level. For lab engineer, programme manager. Clause 4A.7. */
  'aim-at-level': {
    readonly aim: "MCT" | "MQT" | "MAT"
    readonly region?: string | null
    readonly reason: string
  }
  /** Start from the template. For partner admin of their own, partner engineer of their own. Clause 5N.b1. */
  'take-sat-template': Readonly<Record<string, never>>
  /** Save the test case. For partner admin of their own, partner engineer of their own. Clause 5N.a. */
  'save-sat-test-case': {
    readonly title: string
    readonly criticality: "KO" | "IMP" | "OPT"
    readonly scope: "interface" | "feature"
    readonly interfaces?: readonly (string)[]
    readonly precondition?: string
    readonly steps: readonly (string)[]
    readonly expected: string
    readonly evidence?: string
    readonly reference?: string
    readonly plan: string
    readonly seen: number
  }
  /** Leave the test case out. For partner admin of their own, partner engineer of their own. Clause 5N.a. */
  'leave-sat-test-case-out': {
    readonly testCase: string
    readonly because: string
  }
  /** Save the description. For partner admin of their own, partner engineer of their own. Clause 5N.b1. */
  'describe-sat': {
    readonly architecture?: string
    readonly connections?: string
    readonly licences?: string
    readonly limits?: string
    readonly testBed?: string
  }
  /** Submit the plan. For partner admin of their own, partner engineer of their own. Clause 5N.b1. */
  'submit-sat-plan': Readonly<Record<string, never>>
  /** Take it into the plan. For partner admin of their own, partner engineer of their own. Clause 5N.b1. Either the rows themselves or the id of a finished upload that holds them. */
  'take-in-sat-plan': {
    readonly upload: string
    readonly columns?: Readonly<Record<string, string>>
  } | {
    readonly testCases: readonly ({
      readonly title: string
      readonly criticality: "KO" | "IMP" | "OPT"
      readonly scope: "interface" | "feature"
      readonly interfaces?: readonly (string)[]
      readonly precondition?: string
      readonly steps: readonly (string)[]
      readonly expected: string
      readonly evidence?: string
      readonly reference?: string
      readonly plan: string
    })[]
  }
  /** Take the results in. For partner admin of their own, partner engineer of their own. Clause 5N.d1. Either the rows themselves or the id of a finished upload that holds them. */
  'take-in-sat-results': {
    readonly upload: string
  } | {
    readonly results: readonly ({
      readonly testCase: string
      readonly verdict: "passed" | "passed-with-limitation" | "failed" | "inconclusive" | "not-observable" | "not-applicable" | "not-tested"
      readonly note?: string
      readonly limitation?: {
        readonly effect: string
        readonly workaround: string
      } | null
      readonly seen: number
    })[]
  }
  /** Mark as viewed. For lab engineer. Clause 5N.a. */
  'view-sat-test-cases': {
    readonly viewed: readonly ({
      readonly testCase: string
      readonly version: number
    })[]
  }
  /** Suggest another wording. For lab engineer. Clause 5N.a. */
  'suggest-sat-wording': {
    readonly title: string
    readonly criticality: "KO" | "IMP" | "OPT"
    readonly scope: "interface" | "feature"
    readonly interfaces?: readonly (string)[]
    readonly precondition?: string
    readonly steps: readonly (string)[]
    readonly expected: string
    readonly evidence?: string
    readonly reference?: string
    readonly testCase: string
    readonly text: string
  }
  /** Take the suggestion. For partner admin of their own, partner engineer of their own. Clause 5N.a. */
  'take-sat-suggestion': {
    readonly thread: string
  }
  /** Request changes. For lab engineer. Clause 5N.a. */
  'return-sat-plan': {
    readonly remark: string
  }
  /** Approve the plan. For lab engineer. Clause 5.1. */
  'approve-sat-plan': {
    readonly remark?: string
  }
  /** Record the result. For partner admin of their own, partner engineer of their own. Clause 5N.d1. */
  'record-sat-result': {
    readonly testCase: string
    readonly verdict: "passed" | "passed-with-limitation" | "failed" | "inconclusive" | "not-observable" | "not-applicable" | "not-tested"
    readonly note?: string
    readonly limitation?: {
      readonly effect: string
      readonly workaround: string
    } | null
    readonly seen: number
  }
  /** Submit the results. For partner admin of their own, partner engineer of their own. Clause 5N.d1. */
  'file-sat-results': {
    readonly place: "in-house" | "field"
    readonly summary: string
    readonly declares: true
  }
  /** Send the questions. For lab engineer. Clause 5N.d2. */
  'question-sat-results': {
    readonly remark?: string
  }
  /** Accept the SAT. For lab engineer. Clause 5N.d2. */
  'accept-sat': {
    readonly remark?: string
  }
  /** Ask for the update. For partner admin of their own, partner engineer of their own. Clause 8.9b. */
  'ask-for-sat-update': {
    readonly platformRelease: string
    readonly changes: string
    readonly declares: true
  }
  /** Note the update. For lab engineer. Clause 8.9b. */
  'note-sat-update': {
    readonly remark?: string
  }
  /** Send the update back. For lab engineer. Clause 8.9b. */
  'return-sat-update': {
    readonly remark: string
  }
  /** Dispute a verdict or the decision. For partner admin of their own, partner engineer of their own. Clause G-07. */
  'dispute': {
    readonly testCase?: string | null
    readonly says: string
  }
  /** Rule on the dispute. For lab engineer, programme manager. Clause G-07. */
  'rule-on-dispute': {
    readonly dispute: string
    readonly outcome: "upheld" | "upheld-lab-erred" | "rejected"
    readonly reason: string
  }
  /** Publish what it means for everybody. For programme manager. Clause G-07. */
  'publish-interpretation': {
    readonly dispute: string
    readonly title: string
    readonly text: string
  }
  /** Keep what is written into the guide. For lab engineer. Clause 7.1. */
  'write-guide': {
    readonly parts: {
      readonly audience?: string
      readonly kind?: string
      readonly summary?: string
      readonly topology?: string
      readonly places?: readonly ({
        readonly name?: string
        readonly side?: string
        readonly note?: string
      })[]
      readonly links?: readonly ({
        readonly from?: string
        readonly to?: string
        readonly carries?: string
        readonly ports?: string
      })[]
      readonly vendorSettings?: readonly ({
        readonly form?: string
        readonly field?: string
        readonly value?: string
        readonly standard?: string
        readonly why?: string
        readonly told?: string
        readonly picture?: string
      })[]
      readonly partnerSettings?: readonly ({
        readonly form?: string
        readonly field?: string
        readonly value?: string
        readonly standard?: string
        readonly why?: string
        readonly told?: string
        readonly picture?: string
      })[]
      readonly features?: readonly ({
        readonly feature?: string
        readonly result?: string
        readonly note?: string
      })[]
      readonly equipment?: readonly ({
        readonly element?: string
        readonly product?: string
        readonly version?: string
      })[]
      readonly limitations?: readonly ({
        readonly feature?: string
        readonly effect?: string
        readonly workaround?: string
      })[]
      readonly prerequisites?: readonly (string)[]
      readonly verification?: readonly (string)[]
      readonly expected?: readonly ({
        readonly check?: string
        readonly from?: string
        readonly to?: string
        readonly message?: string
      })[]
      readonly troubleshooting?: readonly ({
        readonly symptom?: string
        readonly cause?: string
        readonly look?: string
      })[]
      readonly emergencyNote?: string
      readonly contacts?: readonly ({
        readonly who?: string
        readonly reach?: string
      })[]
    }
    readonly seen?: Readonly<Record<string, number>>
  }
  /** Send in the request. For reseller sponsor, sales unit. Clause 4A.12. */
  'request-sponsored-project': {
    readonly path: "A" | "B"
    readonly product: string
    readonly productRelease: string
    readonly platform: string
    readonly platformRelease: string
    readonly region?: string | null
    readonly topology: "direct" | "via-border-gateway"
    readonly despite?: string
    readonly level: "MCT" | "MQT" | "MAT"
    readonly technician?: string | null
    readonly requirement: string
    readonly justification?: string
    readonly revenueVendor?: number | null
    readonly revenueReseller?: number | null
    readonly strategic?: string
    readonly urgency: "none" | "quarter" | "month" | "waiting"
    readonly localNeeds?: string
    readonly wanted?: "a" | "b" | "c" | null
    readonly seesOpportunity?: boolean
    readonly hasResources?: boolean
  }
  /** Register a credential. For programme manager, reseller sponsor of their own, sales unit of their own. Clause 4A.14. */
  'register-credential': {
    readonly platform: string
    readonly release?: string | null
    readonly number: string
    readonly issued: string
    readonly expires: string
  }
  /** Confirm the credential. For programme manager, lab engineer. Clause 4A.14. */
  'confirm-credential': {
    readonly credential: string
  }
  /** Withdraw the credential. For programme manager, reseller sponsor of their own, sales unit of their own. Clause 4A.14. */
  'withdraw-credential': {
    readonly credential: string
    readonly reason: string
  }
  /** Apply for membership. For everybody. Clause 4C.7. */
  'apply-for-membership': {
    readonly name: string
    readonly country: string
    readonly web?: string
    readonly summary?: string
    readonly family: "sip-trunk" | "sip-lineside" | "advanced-api" | "other"
    readonly tier: "mdp-noncommercial" | "mdp-commercial-basic" | "mdp-commercial-advanced" | "msp" | "mpp"
    readonly isReseller?: boolean
    readonly contactName: string
    readonly contactEmail: string
    readonly secondName: string
    readonly secondEmail: string
    readonly plans: string
    readonly acceptsTerms: true
  }
  /** Approve the application. For programme manager. Clause 4C.3. */
  'approve-membership': {
    readonly reason?: string
  }
  /** Decline the application. For programme manager. Clause G-03. */
  'decline-membership': {
    readonly reason: string
  }
  /** Note the fee as received. For programme manager. Clause 4C.4. */
  'note-membership-fee': {
    readonly received: string
    readonly tier?: "mdp-noncommercial" | "mdp-commercial-basic" | "mdp-commercial-advanced" | "msp" | "mpp"
  }
  /** Ask for a further term. For partner admin of their own. Clause G-12. */
  'ask-for-term': {
    readonly tier: "mdp-noncommercial" | "mdp-commercial-basic" | "mdp-commercial-advanced" | "msp" | "mpp"
  }
  /** Record a burden in the field. For support agent, lab engineer, programme manager. Clause 8.7. */
  'record-burden': {
    readonly certification: string
    readonly tickets: number
    readonly hours: number
    readonly says: string
  }
  /** Approve the burden. For programme manager. Clause 8.7. */
  'approve-burden': {
    readonly burden: string
  }
  /** Give notice that the membership may be ended. For programme manager. Clause 8.7. */
  'give-termination-notice': {
    readonly reason: string
  }
  /** Answer the notice. For partner admin of their own. Clause 8.7. */
  'answer-termination-notice': {
    readonly text: string
  }
  /** Let the membership go on. For programme manager. Clause 8.7. */
  'keep-membership': {
    readonly reason: string
  }
  /** End the membership. For programme manager. Clause 8.7. */
  'terminate-membership': {
    readonly reason: string
  }
  /** Invite a person. For programme manager, operator, partner admin of their own. Clause 4C.8. */
  'invite-person': {
    readonly name: string
    readonly email: string
    readonly roles: readonly ("programme-manager" | "lab-engineer" | "support-agent" | "sales-unit" | "reseller-sponsor" | "field-technician" | "partner-admin" | "partner-engineer" | "auditor" | "operator")[]
  }
  /** Send a new link. For programme manager, operator, partner admin of their own. Clause 4C.8. */
  'renew-invitation': Readonly<Record<string, never>>
  /** Change roles. For programme manager, operator, partner admin of their own. Clause 4C.6b. */
  'change-roles': {
    readonly roles: readonly ("programme-manager" | "lab-engineer" | "support-agent" | "sales-unit" | "reseller-sponsor" | "field-technician" | "partner-admin" | "partner-engineer" | "auditor" | "operator")[]
  }
  /** End the account. For programme manager, operator, partner admin of their own. Clause 4C.6b. */
  'let-go': {
    readonly reason: string
  }
  /** Accept the invitation. For everybody. Clause 4C.8. The password is that of whoever comes in. */
  'accept-invitation': {
    readonly password: string
  }
  /** Save the organisation. For partner admin of their own, programme manager. Clause 4C.6h. */
  'describe-organisation': {
    readonly web?: string
    readonly supportEmail?: string
    readonly supportPhone?: string
  }
  /** Our people and addresses are right. For partner admin of their own. Clause G-13. */
  'confirm-contacts': Readonly<Record<string, never>>
  /** Propose a listing text. For partner admin of their own. Clause 4C.6h. */
  'propose-company-text': {
    readonly text?: string
    readonly proposal?: number
    readonly shown?: string
  }
  /** Take the proposed text back. For partner admin of their own. Clause 4C.6h. */
  'take-company-text-back': {
    readonly proposal: number
  }
  /** Approve the listing text. For programme manager. Clause 4C.6h. */
  'approve-company-text': {
    readonly proposal: number
    readonly shown?: string
  }
  /** Decline the listing text. For programme manager. Clause 4C.6h. */
  'decline-company-text': {
    readonly proposal: number
    readonly reason: string
  }
  /** Change the listing text. For programme manager. Clause 4C.6h. */
  'change-company-text': {
    readonly text?: string
    readonly shown?: string
  }
  /** Add a product. For partner admin of their own, partner engineer of their own, programme manager. Clause 2.1. */
  'add-product': {
    readonly name: string
    readonly family: "sip-trunk" | "sip-lineside" | "advanced-api" | "other"
    readonly interfaces: readonly (string)[]
    readonly summary?: string
    readonly aliases?: readonly (string)[]
    readonly version: string
    readonly ga?: string | null
  }
  /** Add a release. For partner admin of their own, partner engineer of their own, programme manager. Clause 8.1. */
  'add-product-release': {
    readonly version: string
    readonly ga?: string | null
    readonly interfaceChange?: boolean
    readonly changes?: string
  }
  /** Note general availability. For partner admin of their own, partner engineer of their own, programme manager. Clause 6.2. */
  'note-product-ga': {
    readonly version: string
    readonly ga: string
    readonly interfaceChange?: boolean
    readonly changes?: string
  }
  /** Save the product. For partner admin of their own, partner engineer of their own, programme manager. Clause 4C.6h. */
  'describe-product': {
    readonly aliases?: readonly (string)[]
  }
  /** Note whether the vendor resells it. For programme manager. Clause 1A.1. */
  'note-resale': {
    readonly resoldByVendor: boolean
  }
  /** Propose a listing text. For partner admin of their own, partner engineer of their own. Clause 4C.6h. */
  'propose-product-text': {
    readonly text?: string
    readonly proposal?: number
    readonly shown?: string
  }
  /** Take the proposed text back. For partner admin of their own, partner engineer of their own. Clause 4C.6h. */
  'take-product-text-back': {
    readonly proposal: number
  }
  /** Approve the listing text. For programme manager. Clause 4C.6h. */
  'approve-product-text': {
    readonly proposal: number
    readonly shown?: string
  }
  /** Decline the listing text. For programme manager. Clause 4C.6h. */
  'decline-product-text': {
    readonly proposal: number
    readonly reason: string
  }
  /** Change the listing text. For programme manager. Clause 4C.6h. */
  'change-product-text': {
    readonly text?: string
    readonly shown?: string
  }
  /** Add a release. For programme manager. Clause 8.11. */
  'add-platform-release': {
    readonly version: string
    readonly kind: "major" | "point" | "service-pack"
    readonly ga?: string | null
    readonly planned?: string | null
    readonly interfaceChange?: boolean
    readonly changes?: string
    readonly cannot?: readonly ("udp" | "tcp" | "tls" | "websocket" | "ipv6" | "registration" | "static-peering" | "bulk-registration" | "dns-location" | "invite-challenge" | "keep-alive" | "several-targets" | "second-pbx-address" | "early-media" | "reliable-provisional" | "forking" | "late-offer" | "g729" | "wideband" | "several-codecs" | "rtp-events" | "dtmf-fallback" | "refer" | "redirect-by-pbx" | "connected-identity" | "caller-authentication" | "fax" | "t38" | "fax-pass-through" | "session-timers" | "srtp" | "emergency")[]
  }
  /** Note general availability. For programme manager. Clause 6.2. */
  'note-platform-ga': {
    readonly version: string
    readonly ga: string
    readonly interfaceChange?: boolean
    readonly changes?: string
  }
  /** Set what is offered. For programme manager. Clause 1.FN1. */
  'set-availability': {
    readonly level: "SAT" | "MCT" | "MQT" | "MAT"
    readonly availability: "yes" | "no" | "ask"
  }
  /** Keep a bill of material. For programme manager. Clause 5N.c. */
  'set-equipment-bill': {
    readonly bill?: string
    readonly name: string
    readonly says?: string
    readonly lines: readonly ({
      readonly part: string
      readonly says: string
      readonly quantity: number
      readonly price: number
    })[]
  }
  /** Take a bill of material back. For programme manager. Clause 5N.c. */
  'drop-equipment-bill': {
    readonly bill: string
  }
  /** Record a review call and its decision. For lab engineer, programme manager. Clause 8.6. */
  'decide-recertification': {
    readonly outcome: "full" | "partial" | "extend" | "none" | "declined"
    readonly attendees: {
      readonly vendor: string
      readonly partner: string
    }
    readonly significance: string
    readonly operationalRisk: string
    readonly businessRisk: string
    readonly reason: string
    readonly testCases?: readonly (string)[]
    readonly due?: string | null
  }
  /** Extend to further releases. For lab engineer, programme manager. Clause 8.6. */
  'extend-certification': {
    readonly platformRelease: string
    readonly productRelease: string
    readonly reason: string
  }
  /** Authorise the use of the logo. For programme manager. Clause 7.4. */
  'authorise-logo': Readonly<Record<string, never>>
  /** Withdraw the certification. For programme manager. Clause 6.0. */
  'withdraw-certification': {
    readonly reason: string
  }
  /** Confirm a field issue. For lab engineer, programme manager. Clause 8.10d. */
  'confirm-field-issue': {
    readonly ticket: string
    readonly title: string
    readonly testCases?: readonly (string)[]
  }
  /** Clear a field issue. For lab engineer, programme manager. Clause 8.10d. */
  'clear-field-issue': {
    readonly issue: string
    readonly reason: string
    readonly testCases?: readonly (string)[]
  }
  /** Note a SAT update. For lab engineer, programme manager. Clause 8.9b. */
  'note-sat-evidence': {
    readonly platformRelease: string
    readonly accepted: string
  }
  /** Propose times for a review call. For lab engineer, programme manager, partner admin of their own, partner engineer of their own. Clause 8.4. */
  'propose-review-call': {
    readonly about: string
    readonly times: readonly ({
      readonly day: string
      readonly time: string
    })[]
  }
  /** Take a time for the review call. For lab engineer, programme manager, partner admin of their own, partner engineer of their own. Clause 8.4. */
  'book-review-call': {
    readonly time: string
  }
  /** Open a ticket. For reseller sponsor, support agent. Clause 6.4. */
  'open-ticket': {
    readonly product: string
    readonly productRelease: string
    readonly platform: string
    readonly platformRelease: string
    readonly country: string
    readonly fieldIssue?: string | null
    readonly requester?: string | null
    readonly problem: string
  }
  /** Check a point of the guide. For support agent, sales unit of whom they serve. Clause 3C.2. */
  'check-guide-point': {
    readonly point: number
    readonly follows: boolean
    readonly note?: string
  }
  /** Say what the cause is. For support agent, sales unit of whom they serve. Clause G-18. */
  'classify-ticket': {
    readonly cause: "configuration" | "releases" | "interop" | "elsewhere"
    readonly note: string
  }
  /** Report a field issue. For support agent, sales unit of whom they serve, reseller sponsor of what they sponsor. Clause 8.10d. */
  'report-field-issue': {
    readonly title: string
    readonly says: string
  }
  /** Close the ticket. For support agent, sales unit of whom they serve. Clause 6.4. */
  'close-ticket': {
    readonly reason: string
  }
  /** Ask for a quote. For partner admin of their own, partner engineer of their own. Clause 4C.6d. */
  'ask-for-equipment': {
    readonly platform: string
    readonly bill: string
    readonly sets: number
    readonly purpose: string
  }
  /** Approve and quote. For programme manager. Clause 5N.c. */
  'quote-equipment': {
    readonly percent: number
    readonly note?: string
  }
  /** Withdraw the request. For partner admin of their own, partner engineer of their own. Clause 5N.c. */
  'withdraw-equipment': {
    readonly reason: string
  }
  /** Decline. For programme manager. Clause 5N.c. */
  'decline-equipment': {
    readonly reason: string
    readonly next: string
  }
  /** Order at this price. For partner admin of their own. Clause 5N.c. */
  'order-equipment': {
    readonly purchaseOrder: string
    readonly cents: number
  }
  /** Note the delivery. For programme manager. Clause 5N.c. */
  'note-equipment-delivered': {
    readonly note?: string
  }
  /** Bear this part of the fee. For reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 9.2. */
  'bear-fee': {
    readonly accepts: true
  }
  /** Decline. For reseller sponsor of what they sponsor, sales unit of what they sponsor. Clause 9.2. */
  'decline-to-bear-fee': {
    readonly reason: string
  }
  /** Take the question back. For partner admin of their own. Clause 9.2. */
  'take-fee-request-back': Readonly<Record<string, never>>
  /** Add a webhook. For programme manager, partner admin of their own, reseller sponsor of their own, sales unit of their own. Clause 4C.8. */
  'add-webhook': {
    readonly address: string
    readonly kinds: readonly ("projects" | "fees" | "testing" | "decisions" | "certifications" | "guides" | "standing" | "membership" | "support")[]
  }
  /** Save the webhook. For programme manager, partner admin of their own, reseller sponsor of their own, sales unit of their own. Clause 4C.8. */
  'change-webhook': {
    readonly address: string
    readonly kinds: readonly ("projects" | "fees" | "testing" | "decisions" | "certifications" | "guides" | "standing" | "membership" | "support")[]
  }
  /** Switch it off. For programme manager, partner admin of their own, reseller sponsor of their own, sales unit of their own, operator. Clause 4C.8. */
  'switch-webhook-off': {
    readonly reason: string
  }
  /** Switch it on. For programme manager, partner admin of their own, reseller sponsor of their own, sales unit of their own. Clause 4C.8. */
  'switch-webhook-on': Readonly<Record<string, never>>
  /** Remove it. For programme manager, partner admin of their own, reseller sponsor of their own, sales unit of their own. Clause 4C.8. */
  'remove-webhook': {
    readonly reason: string
  }
  /** Send a test. For programme manager, partner admin of their own, reseller sponsor of their own, sales unit of their own, partner engineer of their own. Clause 4C.8. */
  'test-webhook': Readonly<Record<string, never>>
  /** Renew the secret. For programme manager, partner admin of their own, reseller sponsor of their own, sales unit of their own. Clause 4C.8. */
  'renew-webhook-secret': Readonly<Record<string, never>>
  /** Send the enquiry. For everybody. Clause 1.FN1. */
  'enquire': {
    readonly name: string
    readonly email: string
    readonly organisation: string
    readonly platform?: string
    readonly level?: "" | "SAT" | "MCT" | "MQT" | "MAT"
    readonly question: string
  }
  /** Answer the enquiry. For programme manager. Clause 1.FN1. */
  'answer-enquiry': {
    readonly text: string
  }
  /** Set the figure. For programme manager. Clause 0.2. */
  'set-parameter': {
    readonly value: unknown
    readonly from: string
    readonly reason: string
  }
  /** Make a token. For programme manager of themselves, lab engineer of themselves, support agent of themselves, sales unit of themselves, reseller sponsor of themselves, field technician of themselves, partner admin of themselves, partner engineer of themselves, auditor of themselves, operator of themselves. Clause 4C.8. */
  'make-access-token': {
    readonly name: string
    readonly scopes: readonly ("read" | "projects" | "organisation" | "support" | "programme")[]
    readonly days: number
  }
  /** End the token. For programme manager, lab engineer of themselves, support agent of themselves, sales unit of themselves, reseller sponsor of themselves, field technician of themselves, partner admin of themselves, partner engineer of themselves, auditor of themselves, operator. Clause 4C.8. */
  'end-access-token': Readonly<Record<string, never>>
}

/** Where each move is sent; the id stands in braces. */
export const MOVE_PATHS: Readonly<Record<keyof MoveInputs, string>> = {
  'add-platform': '/api/platforms',
  'open-project': '/api/projects',
  'found-programme': '/api/founding',
  'close-project': '/api/projects/{id}/close-project',
  'save-answers': '/api/projects/{id}/save-answers',
  'submit-questionnaire': '/api/projects/{id}/submit-questionnaire',
  'comment-on-question': '/api/projects/{id}/comment-on-question',
  'reply-to-comment': '/api/projects/{id}/reply-to-comment',
  'resolve-comment': '/api/projects/{id}/resolve-comment',
  'return-questionnaire': '/api/projects/{id}/return-questionnaire',
  'review-questionnaire': '/api/projects/{id}/review-questionnaire',
  'ask': '/api/projects/{id}/ask',
  'answer': '/api/projects/{id}/answer',
  'close-question': '/api/projects/{id}/close-question',
  'request-budgetary-quote': '/api/projects/{id}/request-budgetary-quote',
  'request-firm-quote': '/api/projects/{id}/request-firm-quote',
  'prepare-quote': '/api/projects/{id}/prepare-quote',
  'return-quote': '/api/projects/{id}/return-quote',
  'issue-quote': '/api/projects/{id}/issue-quote',
  'revise-quote': '/api/projects/{id}/revise-quote',
  'order': '/api/projects/{id}/order',
  'note-payment': '/api/projects/{id}/note-payment',
  'declare-readiness': '/api/projects/{id}/declare-readiness',
  'offer-slot': '/api/projects/{id}/offer-slot',
  'confirm-slot': '/api/projects/{id}/confirm-slot',
  'ask-for-another-slot': '/api/projects/{id}/ask-for-another-slot',
  'start-testing': '/api/projects/{id}/start-testing',
  'move-slot': '/api/projects/{id}/move-slot',
  'add-to-plan': '/api/projects/{id}/add-to-plan',
  'add-own-to-plan': '/api/projects/{id}/add-own-to-plan',
  'take-out-of-plan': '/api/projects/{id}/take-out-of-plan',
  'record-result': '/api/projects/{id}/record-result',
  'correct-result': '/api/projects/{id}/correct-result',
  'finish-testing': '/api/projects/{id}/finish-testing',
  'add-evidence': '/api/projects/{id}/add-evidence',
  'set-evidence-aside': '/api/projects/{id}/set-evidence-aside',
  'choose-sound': '/api/projects/{id}/choose-sound',
  'hold-captures': '/api/projects/{id}/hold-captures',
  'end-hold': '/api/projects/{id}/end-hold',
  'accept-report': '/api/projects/{id}/accept-report',
  'return-report': '/api/projects/{id}/return-report',
  'grant': '/api/projects/{id}/grant',
  'decline-grant': '/api/projects/{id}/decline-grant',
  'request-retest': '/api/projects/{id}/request-retest',
  'save-guide': '/api/projects/{id}/save-guide',
  'publish-guide': '/api/projects/{id}/publish-guide',
  'publish-guide-version': '/api/projects/{id}/publish-guide-version',
  'add-guide-picture': '/api/projects/{id}/add-guide-picture',
  'review-guide': '/api/projects/{id}/review-guide',
  'discard-guide-writing': '/api/projects/{id}/discard-guide-writing',
  'waive-rule': '/api/projects/{id}/waive-rule',
  'end-waiver': '/api/projects/{id}/end-waiver',
  'assess-business-case': '/api/projects/{id}/assess-business-case',
  'approve-request': '/api/projects/{id}/approve-request',
  'return-request': '/api/projects/{id}/return-request',
  'complete-request': '/api/projects/{id}/complete-request',
  'decline-request': '/api/projects/{id}/decline-request',
  'propose-fee-share': '/api/projects/{id}/propose-fee-share',
  'accept-fee-share': '/api/projects/{id}/accept-fee-share',
  'ask-sponsor-for-fee': '/api/projects/{id}/ask-sponsor-for-fee',
  'assign-technician': '/api/projects/{id}/assign-technician',
  'give-self-test-access': '/api/projects/{id}/give-self-test-access',
  'revoke-self-test-access': '/api/projects/{id}/revoke-self-test-access',
  'start-self-test': '/api/projects/{id}/start-self-test',
  'record-self-test': '/api/projects/{id}/record-self-test',
  'log-hours': '/api/projects/{id}/log-hours',
  'upload-self-test': '/api/projects/{id}/upload-self-test',
  'let-partner-test': '/api/projects/{id}/let-partner-test',
  'end-supervised-testing': '/api/projects/{id}/end-supervised-testing',
  'record-supervised-result': '/api/projects/{id}/record-supervised-result',
  'sign-report': '/api/projects/{id}/sign-report',
  'state-support-terms': '/api/projects/{id}/state-support-terms',
  'aim-at-level': '/api/projects/{id}/aim-at-level',
  'take-sat-template': '/api/projects/{id}/take-sat-template',
  'save-sat-test-case': '/api/projects/{id}/save-sat-test-case',
  'leave-sat-test-case-out': '/api/projects/{id}/leave-sat-test-case-out',
  'describe-sat': '/api/projects/{id}/describe-sat',
  'submit-sat-plan': '/api/projects/{id}/submit-sat-plan',
  'take-in-sat-plan': '/api/projects/{id}/take-in-sat-plan',
  'take-in-sat-results': '/api/projects/{id}/take-in-sat-results',
  'view-sat-test-cases': '/api/projects/{id}/view-sat-test-cases',
  'suggest-sat-wording': '/api/projects/{id}/suggest-sat-wording',
  'take-sat-suggestion': '/api/projects/{id}/take-sat-suggestion',
  'return-sat-plan': '/api/projects/{id}/return-sat-plan',
  'approve-sat-plan': '/api/projects/{id}/approve-sat-plan',
  'record-sat-result': '/api/projects/{id}/record-sat-result',
  'file-sat-results': '/api/projects/{id}/file-sat-results',
  'question-sat-results': '/api/projects/{id}/question-sat-results',
  'accept-sat': '/api/projects/{id}/accept-sat',
  'ask-for-sat-update': '/api/projects/{id}/ask-for-sat-update',
  'note-sat-update': '/api/projects/{id}/note-sat-update',
  'return-sat-update': '/api/projects/{id}/return-sat-update',
  'dispute': '/api/projects/{id}/dispute',
  'rule-on-dispute': '/api/projects/{id}/rule-on-dispute',
  'publish-interpretation': '/api/projects/{id}/publish-interpretation',
  'write-guide': '/api/projects/{id}/write-guide',
  'request-sponsored-project': '/api/sponsored-projects',
  'register-credential': '/api/technicians/{id}/register-credential',
  'confirm-credential': '/api/technicians/{id}/confirm-credential',
  'withdraw-credential': '/api/technicians/{id}/withdraw-credential',
  'apply-for-membership': '/api/memberships',
  'approve-membership': '/api/memberships/{id}/approve-membership',
  'decline-membership': '/api/memberships/{id}/decline-membership',
  'note-membership-fee': '/api/memberships/{id}/note-membership-fee',
  'ask-for-term': '/api/memberships/{id}/ask-for-term',
  'record-burden': '/api/memberships/{id}/record-burden',
  'approve-burden': '/api/memberships/{id}/approve-burden',
  'give-termination-notice': '/api/memberships/{id}/give-termination-notice',
  'answer-termination-notice': '/api/memberships/{id}/answer-termination-notice',
  'keep-membership': '/api/memberships/{id}/keep-membership',
  'terminate-membership': '/api/memberships/{id}/terminate-membership',
  'invite-person': '/api/organisations/{id}/people',
  'renew-invitation': '/api/people/{id}/renew-invitation',
  'change-roles': '/api/people/{id}/change-roles',
  'let-go': '/api/people/{id}/let-go',
  'accept-invitation': '/api/invitations/{id}/accept-invitation',
  'describe-organisation': '/api/organisations/{id}/describe-organisation',
  'confirm-contacts': '/api/organisations/{id}/confirm-contacts',
  'propose-company-text': '/api/organisations/{id}/propose-company-text',
  'take-company-text-back': '/api/organisations/{id}/take-company-text-back',
  'approve-company-text': '/api/organisations/{id}/approve-company-text',
  'decline-company-text': '/api/organisations/{id}/decline-company-text',
  'change-company-text': '/api/organisations/{id}/change-company-text',
  'add-product': '/api/organisations/{id}/products',
  'add-product-release': '/api/products/{id}/add-product-release',
  'note-product-ga': '/api/products/{id}/note-product-ga',
  'describe-product': '/api/products/{id}/describe-product',
  'note-resale': '/api/products/{id}/note-resale',
  'propose-product-text': '/api/products/{id}/propose-product-text',
  'take-product-text-back': '/api/products/{id}/take-product-text-back',
  'approve-product-text': '/api/products/{id}/approve-product-text',
  'decline-product-text': '/api/products/{id}/decline-product-text',
  'change-product-text': '/api/products/{id}/change-product-text',
  'add-platform-release': '/api/platforms/{id}/add-platform-release',
  'note-platform-ga': '/api/platforms/{id}/note-platform-ga',
  'set-availability': '/api/platforms/{id}/set-availability',
  'set-equipment-bill': '/api/platforms/{id}/set-equipment-bill',
  'drop-equipment-bill': '/api/platforms/{id}/drop-equipment-bill',
  'decide-recertification': '/api/certifications/{id}/decide-recertification',
  'extend-certification': '/api/certifications/{id}/extend-certification',
  'authorise-logo': '/api/certifications/{id}/authorise-logo',
  'withdraw-certification': '/api/certifications/{id}/withdraw-certification',
  'confirm-field-issue': '/api/certifications/{id}/confirm-field-issue',
  'clear-field-issue': '/api/certifications/{id}/clear-field-issue',
  'note-sat-evidence': '/api/certifications/{id}/note-sat-evidence',
  'propose-review-call': '/api/certifications/{id}/propose-review-call',
  'book-review-call': '/api/certifications/{id}/book-review-call',
  'open-ticket': '/api/tickets',
  'check-guide-point': '/api/tickets/{id}/check-guide-point',
  'classify-ticket': '/api/tickets/{id}/classify-ticket',
  'report-field-issue': '/api/tickets/{id}/report-field-issue',
  'close-ticket': '/api/tickets/{id}/close-ticket',
  'ask-for-equipment': '/api/organisations/{id}/equipment',
  'quote-equipment': '/api/equipment/{id}/quote-equipment',
  'withdraw-equipment': '/api/equipment/{id}/withdraw-equipment',
  'decline-equipment': '/api/equipment/{id}/decline-equipment',
  'order-equipment': '/api/equipment/{id}/order-equipment',
  'note-equipment-delivered': '/api/equipment/{id}/note-equipment-delivered',
  'bear-fee': '/api/fee-requests/{id}/bear-fee',
  'decline-to-bear-fee': '/api/fee-requests/{id}/decline-to-bear-fee',
  'take-fee-request-back': '/api/fee-requests/{id}/take-fee-request-back',
  'add-webhook': '/api/organisations/{id}/webhooks',
  'change-webhook': '/api/webhooks/{id}/change-webhook',
  'switch-webhook-off': '/api/webhooks/{id}/switch-webhook-off',
  'switch-webhook-on': '/api/webhooks/{id}/switch-webhook-on',
  'remove-webhook': '/api/webhooks/{id}/remove-webhook',
  'test-webhook': '/api/webhooks/{id}/test-webhook',
  'renew-webhook-secret': '/api/webhooks/{id}/renew-webhook-secret',
  'enquire': '/api/enquiries',
  'answer-enquiry': '/api/enquiries/{id}/answer-enquiry',
  'set-parameter': '/api/parameters/{id}/set-parameter',
  'make-access-token': '/api/people/{id}/access-tokens',
  'end-access-token': '/api/access-tokens/{id}/end-access-token',
}
