/** What a new scenario begins with: it runs, has one of each part of the format, and says what to try. */
const TEXT = `# A scenario is a system, what breaks in it, and the story of that.
# Change anything: the stage follows as you type. Ctrl Space lists what fits at the cursor.
ensemble: 1
title: My scenario
summary: Two API servers behind a load balancer. One crashes.
level: starter
seed: 1          # another seed, another run; the same seed, the same run
duration: 40s

# The system: every node has a name and a kind; a count makes a group, here api-1 and api-2.
nodes:
  users: { kind: client, target: lb, rate: 40/s, timeout: 1s }
  lb:
    kind: load-balancer
    targets: [api]
    check: { path: /health, interval: 2s, timeout: 1s, fall: 3, rise: 2 }   # try fall: 1
  api: { kind: api-server, count: 2 }                                       # try count: 3

# What breaks, and when. Drag the chips on the timeline, and these lines follow.
faults:
  - { at: 10s, crash: api-1 }
  - { at: 25s, restart: api-1 }

# What is told, at a time or when something happens. A question is answered by the run itself.
story:
  - at: 0s
    title: All is well
    say: "**lb** sends every other request to each server."
  - on: { milestone: node-crashed, of: api-1 }
    title: api-1 is gone
    say: "The load balancer does not know it yet."
    ask:
      question: How long until lb stops sending to api-1?
      choices:
        - { choice: [0s, 2s], say: at once }
        - { choice: [2s, 10s], say: after three failed checks }
      answer:
        time-of: { milestone: marked-down, of: api-1 }
        since: { milestone: node-crashed, of: api-1 }
        after: { milestone: marked-down, of: api-1 }
      because: "A check every 2 s, and the third failure in a row counts."
  - on: { milestone: marked-up, of: api-1 }
    title: Back again
    say: "Two checks passed, and **api-1** takes its share."

# What must hold at the end, checked at every change.
expect:
  - { availability: users, at-least: 90% }
  - { milestone: marked-up, of: api-1, between: [25s, 35s] }
`;

export const NEW_SCENARIO = { name: 'my-scenario.yaml', text: TEXT };
