import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsOptional, Length, MaxLength } from 'class-validator';
import { contentLimits } from '#libs/contributions';

@InputType({ description: 'What was uploaded, and the contribution that it becomes a file of.' })
export class AttachFileInput {
  @Field(() => ID, { description: 'The contribution.' })
  contribution: string;

  @Field(() => Int, { description: 'Its version as you have seen it.' })
  version: number;

  @Field(() => ID, { description: 'Id of the receipt that POST /files, or a resumed upload, answered with.' })
  upload: string;

  @IsOptional()
  @Length(1, 1_000)
  @Field(() => String, { nullable: true, description: 'Another name than it was uploaded under.' })
  name?: string | null;

  @IsOptional()
  @MaxLength(contentLimits.note)
  @Field(() => String, { nullable: true, description: 'What changes and why; kept with a revision that this starts.' })
  note?: string | null;
}

@InputType({ description: 'A file that is taken out of a contribution.' })
export class DetachFileInput {
  @Field(() => ID, { description: 'The contribution.' })
  contribution: string;

  @Field(() => Int, { description: 'Its version as you have seen it.' })
  version: number;

  @Field(() => ID, { description: 'The file.' })
  file: string;

  @IsOptional()
  @MaxLength(contentLimits.note)
  @Field(() => String, { nullable: true, description: 'What changes and why; kept with a revision that this starts.' })
  note?: string | null;
}
