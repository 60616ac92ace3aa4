import type { Engine } from './engine.js';

/** Small facts about the store itself, as JSON by name. */
export function createSettings(engine: Engine) {
  return {
    async get<T>(name: string): Promise<T | null> {
      const row = await engine.reader.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
      return row ? (JSON.parse(row.value) as T) : null;
    },

    async put(name: string, value: unknown): Promise<void> {
      const text = JSON.stringify(value);
      await engine.transaction((db) =>
        db
          .insertInto('settings')
          .values({ name, value: text })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
          .execute(),
      );
    },

    /** The value, after storing what `create` makes where there was none; of several processes at once one wins. */
    async getOrCreate<T>(name: string, create: () => T): Promise<T> {
      const value = JSON.stringify(create());
      await engine.transaction((db) =>
        db
          .insertInto('settings')
          .values({ name, value })
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      );
      return (await this.get<T>(name)) as T;
    },
  };
}
