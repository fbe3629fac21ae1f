// The rules of a run, in the order of the cascade; its screen and its pane beside a timeline share them.
import './run.css';
import './run-track.css';
import './run-step.css';
import './run-standing.css';
import './run-answers.css';
import './run-output.css';
