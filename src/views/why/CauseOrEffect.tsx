import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';

interface CauseOrEffectProps {
  readonly id: string;
  readonly shown: 'why' | 'effects';
}

/** Back from an event to its causes, or forward to its effects. */
export function CauseOrEffect({ id, shown }: CauseOrEffectProps) {
  const session = useSession();
  const { ways, causes, effects, causesName, effectsName } = words.effects;
  return (
    <RadioGroup
      label={ways}
      value={shown}
      options={[
        { value: 'why', text: causes, name: causesName },
        { value: 'effects', text: effects, name: effectsName },
      ]}
      onChange={(type) => session.show({ type, id })}
    />
  );
}
