import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExchangeModule, LoadDemo } from '#libs/exchange';
import { type Actor, IdentityModule, SYSTEM } from '#libs/identity';
import { PlatformModule, type PlatformOptions } from '#libs/platform';

/** Loads the demo's contributions where they are not there yet. `expert` gets a draft and two submitted ones of its own. */
export async function loadDemo(options: PlatformOptions, expert: Actor, say: (line: string) => void): Promise<void> {
  @Module({ imports: [PlatformModule.with(options), IdentityModule, ExchangeModule] })
  class DemoModule {}
  const context = await NestFactory.createApplicationContext(DemoModule, { logger: false, abortOnError: false });
  try {
    const { created, links } = await context.get(LoadDemo).execute(SYSTEM, { expert });
    if (created > 0) say(`Loaded the demo: ${created} contributions with ${links} links.`);
  } finally {
    await context.close();
  }
}
