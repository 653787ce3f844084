import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { ErrorCode, type Fault, Refusal } from '../errors/refusal.js';
import { unsafeText } from '../text/unsafe-text.js';
import { ForwardPageArgs, PageArgs } from './page.js';

/**
 * The one gate for arguments: class-validator's rules, and no text that PostgreSQL or a reader could stumble over
 * (control characters, half surrogates). Every fault carries the path of its field.
 */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new Refusal(errors.flatMap((error) => faults(error, []))),
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the signature of ValidationPipe.
  override async transform(value: any, metadata: ArgumentMetadata): Promise<any> {
    // Parents and contexts come this way too; only arguments come from outside.
    if (metadata.type !== 'body') return value;
    const unsafe = unsafeTexts(value, []);
    if (unsafe.length > 0) throw new Refusal(unsafe);
    // Paging arguments are checked by checkPage; a validator per row of a nested list would cost more than its query.
    if (metadata.metatype === PageArgs || metadata.metatype === ForwardPageArgs) return value;
    return super.transform(value, metadata);
  }
}

function unsafeTexts(value: unknown, path: string[]): Fault[] {
  if (typeof value === 'string') {
    const fault = unsafeText(value);
    return fault ? [{ code: ErrorCode.INVALID, message: `The text ${fault}.`, path }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => unsafeTexts(item, [...path, String(index)]));
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    return Object.entries(value).flatMap(([key, item]) => unsafeTexts(item, [...path, key]));
  }
  return [];
}

function faults(error: ValidationError, parents: string[]): Fault[] {
  const path = [...parents, error.property];
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    code: rule === 'maxLength' || rule === 'arrayMaxSize' ? ErrorCode.TOO_LARGE : ErrorCode.INVALID,
    message: sentence(message),
    path,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faults(child, path))];
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
