/** What the pages of the course say, in English: loaded when one of them is opened. */
export const enCourse = {
  bar: {
    name: 'Course',
    comparison: 'Comparison',
    guide: 'Do I need it?',
    drill: 'Interview drill',
    glossary: 'Glossary',
  },
  /** A link to a scenario at a moment. */
  open: (title: string, time: string) => `Open “${title}” at ${time}`,
  comparison: {
    title: 'Load balancer or ZooKeeper?',
    summary:
      'They solve different problems and stand side by side in one system. Each cell opens the run that proves it, at the moment that tells.',
    task: 'Task',
    loadBalancer: 'Load balancer',
    zookeeper: 'ZooKeeper',
    rows: {
      requests: {
        task: 'Distributing HTTP requests',
        loadBalancer: {
          verdict: 'Made for it',
          because:
            'One address, many servers, a rule who is next. When api-2 dies it gets nothing more after three failed checks, and the others share its part.',
        },
        zookeeper: {
          verdict: 'Overkill',
          because:
            'It can say who is there, but learns of a death only as a session times out: here a dead stock-3 stays on the list for five seconds. Choosing, retrying and noticing it earlier is left to each caller.',
        },
      },
      health: {
        task: 'Health-checking web servers',
        loadBalancer: {
          verdict: 'Built in',
          because:
            'HAProxy and Envoy ask each server of a pool every so often (open-source nginx counts failed requests instead). Here two failed checks in less than a second, and fast-2 is out.',
        },
        zookeeper: {
          verdict: 'Not its job',
          because:
            'It knows whether it hears of a session, not whether requests are answered. Here it drops api-east-1, which is well and goes on serving whoever can reach it.',
        },
      },
      discovery: {
        task: 'Service discovery',
        loadBalancer: {
          verdict: 'Only its own pool',
          because:
            'Whoever calls must know its address and reach it. The line to the east is cut, and through-lb has nowhere to go, though servers stand right beside it.',
        },
        zookeeper: {
          verdict: 'A registry for all',
          because:
            'Servers register as ephemeral znodes, and anybody can ask and watch. api-4 is known to all who watch within a tenth of a second.',
        },
      },
      election: {
        task: 'Leader election',
        loadBalancer: {
          verdict: 'Cannot',
          because:
            'A check says that a server answers, not that it is the only primary. With checks and a script, each of two rooms finds itself one.',
        },
        zookeeper: {
          verdict: 'Made for it',
          because:
            'A quorum agrees on one order of all candidates. When the session of db-1 ends, db-2 is next in line, and nobody else is.',
        },
      },
      configuration: {
        task: 'Configuration management',
        loadBalancer: {
          verdict: 'Cannot',
          because:
            'It holds no values and does not see which one a server works with. Cut off from ZooKeeper, api-7 works with an old limit for three seconds, and passes every check.',
        },
        zookeeper: {
          verdict: 'Made for it',
          because:
            'A value in one znode, a watch at each reader. The operator writes once, and whoever is connected has it within a tenth of a second.',
        },
      },
      locking: {
        task: 'Distributed locking',
        loadBalancer: {
          verdict: 'Cannot',
          because:
            'An active server and a backup look like a lock, but only route what is new. The active one freezes, the backup works, the first wakes up in the middle of its work: two at the same books, and both by the rules.',
        },
        zookeeper: {
          verdict: 'Made for it',
          because:
            'A queue of ephemeral sequential znodes: one holds the lock, each watches the one before it, and a holder that dies lets go when its session ends. One that was merely paused may still write: against it the resource checks a fencing token.',
        },
      },
      coordination: {
        task: 'Coordination across services',
        loadBalancer: {
          verdict: 'Cannot',
          because:
            'Each balancer learns by its own checks, in its own time. Two are to switch to the new server at once; one does so six seconds before the other, and old and new work on the same accounts meanwhile.',
        },
        zookeeper: {
          verdict: 'Made for it',
          because:
            'Barriers, queues and memberships on the same znodes. Four jobs wait for each other and begin within a few milliseconds.',
        },
      },
    },
  },
  guide: {
    title: 'Do I need ZooKeeper?',
    summary:
      'Ask what has to be agreed on. If the answer is nothing, a load balancer is enough. If it is something, ZooKeeper is one way: etcd and Consul agree by a quorum as well, Kubernetes brings its etcd along, and a managed database decides on its own failover.',
    needed: {
      title: 'You need it, or etcd, Consul or a managed service that does it for you',
      points: {
        microservices: {
          point: 'Services call each other directly',
          because:
            'There is no load balancer between shop and stock. Shop asks who is registered, and calls a new instance as soon as it is.',
        },
        autoscaling: {
          point: 'Servers come and go, and many must find them',
          because:
            'Three of three servers are replaced. Who has the old addresses in a file calls the dead; who asks the registry loses nothing.',
        },
        dataCentres: {
          point: 'Callers and servers stand in several data centres',
          because:
            'A load balancer of the other data centre is no help when the line is cut. A registry with a majority on your side still says whom you can call.',
        },
        primary: {
          point: 'Exactly one database may accept writes',
          because:
            'Who is the primary must be decided once, for all, and again when it dies. That takes a quorum.',
        },
        tasks: {
          point: 'One of many workers is to do a job',
          because:
            'The workers elect who writes the nightly report. The one that is cut off stops by its own clock, before the next one begins. One that is frozen may write once more, so the report has to bear it.',
        },
        locks: {
          point: 'Only one may use a thing at a time',
          because:
            'A lock that outlives its holder would stand for ever. An ephemeral one goes with the session, and the next in line holds it. What it protects checks a fencing token all the same.',
        },
        membership: {
          point: 'A group must know its members',
          because:
            'The front ends see within milliseconds that a cache says goodbye, and share its keys among the others in the same way. One that crashes they see when its session ends.',
        },
        configuration: {
          point: 'A setting changes while everything runs',
          because: 'Forty servers watch one znode. One write, and nobody restarts anything.',
        },
        platforms: {
          point: 'You run HBase, Storm, HDFS with automatic failover, or Kafka without KRaft',
          because:
            'They are built on it, and use the same recipes. Before KRaft, which is the only way since Kafka 4.0, a controller was elected just like this: whoever creates the znode first.',
        },
      },
    },
    notNeeded: {
      title: 'You do not need it',
      points: {
        webApplication: {
          point: 'For a simple web application',
          because:
            'A load balancer, three servers, a health check. One dies, one comes back, and nobody had to agree on anything.',
        },
        stateless: {
          point: 'For stateless services behind a load balancer',
          because:
            'Any server can answer any request. Deploys need draining, not consensus: not one request is lost.',
        },
        small: {
          point: 'For a small architecture',
          because:
            'It is three more servers that have to stay up. When two of them fail there is no primary any more, though all databases are well.',
        },
      },
    },
  },
  drill: {
    title: 'Red flag or green flag?',
    summary:
      'Twelve sentences from interviews. Judge each, and then a run decides: it is computed now, in this tab.',
    list: 'Statements',
    place: (place: number, count: number) => `Statement ${place} of ${count}`,
    quoted: (statement: string) => `“${statement}”`,
    judge: 'Your judgement',
    flags: { red: 'Red flag', green: 'Green flag' },
    running: (title: string) => `Running “${title}”`,
    failed: (message: string) => `The run did not come to its end: ${message}`,
    right: { red: 'Right, a red flag', green: 'Right, a green flag' },
    wrong: { red: 'No, it is a red flag', green: 'No, it is a green flag' },
    follows: 'What follows from the statement',
    says: 'The run says',
    holds: 'This holds, hence the green flag.',
    fails: 'This does not hold, hence the red flag.',
    asked: 'What exactly the run was asked',
    measured: (measured: string) => `Measured: ${measured}.`,
    good: 'Words of a good answer',
    see: (title: string) => `See the run: ${title}`,
    next: 'Next statement',
    again: 'Judge again',
    keys: 'Keys: 1 red, 2 green, N next',
    states: { open: 'not judged yet', right: 'judged right', wrong: 'judged wrong' },
    statements: {
      healthFromZookeeper: {
        statement: 'ZooKeeper tells the load balancer which servers are healthy.',
        follows: 'Without a ZooKeeper no load balancer would ever mark a server down.',
        good: 'A load balancer runs its own health checks, say GET /health every two seconds, and takes a server out after some failures in a row. ZooKeeper plays no part in that. It may tell a balancer which servers exist, which is discovery, not health.',
      },
      retryElsewhere: {
        statement:
          'A health check needs seconds to find a dead server. For reads, a retry at another server hides them.',
        follows: 'No request of users-retry would fail, though a server of theirs crashes.',
        good: 'Detection takes about the time between two checks, times the failures in a row that count (HAProxy: inter and fall): here 2 s times 3. Until then one request in three goes to a dead server. Retrying a read elsewhere is safe, because doing it twice changes nothing. A write may have been done already, so it needs an idempotency key before it is retried.',
      },
      balancerPromotes: {
        statement:
          'If the primary database dies, health checks are enough to promote a replica: whoever still answers takes over.',
        follows: 'There would be one primary at a time, even when the network between two rooms breaks.',
        good: 'From outside, a primary that is dead and one that cannot be reached look alike. Each side of a cut promotes its own, both acknowledge writes, and one side’s are thrown away. Who is primary must be decided by a majority, which only one side can have.',
      },
      bothSideBySide: {
        statement:
          'The load balancer routes users by health checks. Separately, ZooKeeper elects the primary, because that needs consensus.',
        follows:
          'After db-1 has died, db-2 alone would be primary, while the load balancer goes on as before.',
        good: 'Two mechanisms, two problems. Health checks route user traffic: each balancer decides for itself, and being wrong for a moment costs some requests. ZooKeeper decides what all must see alike and in one order: who is next as primary, who holds a lock. That takes a quorum, and a load balancer has none. It does not know more than its sessions say: a dead member stays for the session timeout, and an old primary or holder has to stop by a lease or be refused by a fencing token.',
      },
      siteIsDown: {
        statement: 'When ZooKeeper is down, every request fails, because each one has to ask it.',
        follows: 'The reads of users would fail while ZooKeeper has no quorum.',
        good: 'ZooKeeper is not on the path of a request. What is decided stays decided: servers serve, replicas answer reads. But it is not harmless either: after its lease, here four seconds later, the primary refuses writes, and no other can be elected until the quorum is back. So for those who write it is an outage, unless it is short.',
      },
      newServersByWatch: {
        statement:
          'Callers that watch a registry use replaced servers at once, and nobody edits a configuration.',
        follows:
          'No call of new-crew would fail in the end, though all servers are replaced one after the other.',
        good: 'Each server registers an ephemeral znode with its address, and callers watch the parent. A new server is known within milliseconds. A dead one stays listed until its session times out, so callers also need timeouts and a retry at the next instance.',
      },
      lockIsEnough: {
        statement: 'Whoever holds a ZooKeeper lock can be sure that nobody else is writing.',
        follows: 'No write would be carried out after the next holder has had its turn.',
        good: 'A process may be paused for longer than its session, by garbage collection or by its machine. The lock moves on, and the old holder wakes up and writes. The resource itself must refuse it: each holder sends a fencing token, such as the czxid of its lock znode, and a smaller one is rejected.',
      },
      majorityGoesOn: {
        statement: 'If the network splits an ensemble, only the side with a majority accepts writes.',
        follows: 'No client on the side of the minority would change a znode while the network is cut.',
        good: 'A write is committed when a majority has it on disk, and two sides cannot both have one. The old leader in the minority steps down, and its clients lose their connection rather than write in vain. Five servers therefore survive any two failures.',
      },
      disconnectedIsGone: {
        statement: 'A client that loses its connection to ZooKeeper has lost its ephemeral znodes.',
        follows: 'app-1 would leave the group when its server crashes at 10 s, at the latest by 25 s.',
        good: 'Disconnected is not expired. The session lives on at the ensemble for its timeout, and the client moves it to another server. Meanwhile it must be careful, because it cannot know. Only when the ensemble declares the session expired are its ephemerals gone.',
      },
      ownClock: {
        statement:
          'A primary must stop by its own clock: before it accepts a write, it makes sure that its session cannot have expired.',
        follows: 'Even a primary that sleeps for 15 s and wakes up again would never be a second one.',
        good: 'Nobody can tell a paused process that it was deposed. So it keeps a lease on its own clock that is shorter than the session, and steps down when it runs out. Fencing tokens protect what the clock cannot, such as a pause between the check and the write.',
      },
      readsAreLatest: {
        statement: 'A read from ZooKeeper always returns the latest write.',
        follows: 'No client would ever read a value that is older than a write already acknowledged.',
        good: 'Writes are linearizable, reads are not: each server answers from its own copy, and one that lags or is cut off answers with the past. A client sees its own writes in order. Who needs the present calls sync before the read.',
      },
      keysNotLocks: {
        statement:
          'That nobody pays twice when clients retry does not take ZooKeeper. An idempotency key for each payment is enough.',
        follows: 'No payment would be made twice, though a slow disk makes clients give up and try again.',
        good: 'A timeout says nothing about whether the request was done. If each attempt names its payment, the database can tell a second attempt from a second payment, in one transaction. That is cheaper than a lock, and a lock would not help: the first attempt did succeed.',
      },
    },
  },
} as const;
