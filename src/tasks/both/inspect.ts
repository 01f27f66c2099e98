// A request under the microscope: the student's first head beside the agent that taught it, as in task "agent".

export { inspect } from '../agent/inspect';
