-- What people spoke themselves in place of a sentence the machine speaks. Here, so that every Asterisk gets it.
create table prompt_recording (
  prompt       text        not null,  -- its name in prompts.yaml
  language     text        not null check (language in ('zh-CN', 'en')),
  sound        bytea       not null,  -- WAV, 8 kHz, 16 bit, one channel
  digest       text        not null,  -- SHA-256 of the sound, by which an adapter knows whether it has it
  millis       int         not null,
  recorded_by  text        not null,
  recorded_at  timestamptz not null,
  primary key (prompt, language)
);
