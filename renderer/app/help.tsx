// `?`: the keys of where you are, from the same registry that hears them.
import { closeDialog } from '../store/dialogs.ts';
import { useKeyLayers } from '../store/keys.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Keycap } from '../ui/keycap.tsx';

export function KeyHelp() {
  const layers = useKeyLayers((state) => state.layers);
  return (
    <Dialog title="Keys" sub="what works where you are" onClose={closeDialog}>
      <div className="key-help">
        {layers.toReversed().map(({ scope, bindings }) => (
          <section key={scope}>
            <h3>{scope}</h3>
            <dl>
              {bindings
                .filter(({ keys }) => keys.length > 0)
                .map(({ keys, label }) => (
                  <div key={label}>
                    <dt>
                      {keys.map((each) => (
                        <span key={each}>
                          <Keycap keys={each} />
                        </span>
                      ))}
                    </dt>
                    <dd>{label}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
