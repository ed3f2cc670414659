/**
 * The vocabulary of the server's routes: each with its method, its address, who may call it, and what it
 * is. There is no other way to mount one, so that no route is without a declared permission.
 */
import type { Context } from 'hono'
import type { House } from '../app/house.ts'
import type { Identity } from '../app/identity.ts'
import type { SignIn } from '../app/sign-in.ts'
import type { Actor, Permission } from '../programme/permission.ts'

export type Services = {
  readonly house: House
  readonly signIn: SignIn
  readonly secret: string
  /** Whether the demo programme is installed and the server listens to this machine alone. */
  readonly demo: { readonly isOn: boolean; readonly password: string | null }
}

export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'HEAD' | 'DELETE' | 'OPTIONS'
  readonly path: string
  readonly permission: Permission
  readonly kind: 'page' | 'move' | 'file' | 'session' | 'upload' | 'health' | 'asset'
  readonly handle: (call: Call) => Promise<Response> | Response
}

export type Call = {
  readonly context: Context
  readonly services: Services
  readonly house: House
  readonly actor: Actor
  readonly identity: Identity | null
}
