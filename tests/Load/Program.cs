using System.Globalization;
using Load.Agents;
using Load.Cards;
using Load.Chaos;
using Load.Egress;
using Load.Notify;
using Load.Rolling;
using Load.Schedules;
using Load.Soak;
using Load.Spool;
using Load.Startup;
using Load.Steady;

return args switch
{
    ["agents"] => await AgentScaling.RunAsync([1, 2, 4], TimeSpan.FromSeconds(30)),
    ["agents", "backlog"] => await AgentBacklog.RunAsync(busyLoops: 0),
    ["agents", "backlog", "--busy", var loops] => await AgentBacklog.RunAsync(int.Parse(loops, CultureInfo.InvariantCulture)),
    ["agents", "--replicas", var replicas, "--seconds", var seconds] => await AgentScaling.RunAsync(
        [.. replicas.Split(',').Select(one => int.Parse(one, CultureInfo.InvariantCulture))],
        TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))),
    ["egress"] => await EgressLoad.RunAsync(["pace", "kill", "merge", "idle", "long", "webhook", "codes", "quota"]),
    ["egress", .. var runs] => await EgressLoad.RunAsync(runs),
    ["chaos", "--cards", .. var options] => await CardChaosCommand.RunAsync(options),
    ["chaos", .. var options] => await ChaosCommand.RunAsync(options),
    ["cards", .. var options] => await CardsCommand.RunAsync(options),
    ["stop", .. var options] => await StopCommand.RunAsync(options),
    ["rolling", .. var options] => await RollingCommand.RunAsync(options),
    ["spool"] => await SpoolRun.RunAsync(TimeSpan.FromSeconds(100), rate: 20, withSpool: true),
    ["spool", "off"] => await SpoolRun.RunAsync(TimeSpan.FromSeconds(100), rate: 20, withSpool: false),
    ["spool", "--seconds", var seconds, "--rate", var rate] => await SpoolRun.RunAsync(
        TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)), int.Parse(rate, CultureInfo.InvariantCulture), withSpool: true),
    ["faults", .. var cases] => await FaultsCommand.RunAsync(cases),
    ["load", .. var options] => await LoadCommand.RunAsync(options),
    ["schedules"] => await SchedulesRun.RunAsync(rounds: 3),
    ["scale"] => await AgentScaling.RunAsync([1, 2, 4], TimeSpan.FromSeconds(30)),
    ["notify", .. var options] => await NotifyCommand.RunAsync(options),
    ["soak", .. var options] => await SoakCommand.RunAsync(options),
    ["startup", "gateway", .. var variables] => await StartupRun.RunAsync([.. variables.Select(StartupRun.Variable)], withServices: false),
    ["startup", .. var variables] => await StartupRun.RunAsync([.. variables.Select(StartupRun.Variable)], withServices: true),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        dotnet run -c Release --project tests/Load -- RUN

          agents [--replicas 1,2,4 --seconds 30]
              turns a second of 1, 2 and 4 agents, 200 conversations kept busy
          agents backlog [--busy N]
              1,800 messages wait for an agent: intake a second and turns a message, beside N busy loops
          chaos [--seconds 120 --seed N --only kinds --rate 5 --pushes 3 --gateway] [--save FILE | --replay FILE] [--minimize-runs N]
              the split under a seeded schedule of faults, then an audit: lost, doubled, out of order; PICOCLAW_CHAOS_LOGS=folder keeps all logs
          chaos --cards [--turns 200 --accounts 10 --seed N --percent 2 --without-faults]
              answers that grow on cards, an egress that holds an account and an agent killed in turns, and faults on the cards' calls: open, missing, twice
          cards [--cards 20 --rounds 3 --seconds 10]
              so many answers grow on cards at once: how much longer answers and commands wait than in an account without cards
          stop [--each 10]
              turns stopped on their card, by the link of their note and by a word, over 3 agents: how soon the model's call and the reply end,
              and how soon somebody else is refused
          faults [store-away dingtalk-503 expired-and-killed disk-full clock store-flapping]
              named outages, one after the other
          load [--rate 5 --seconds 60 --burst 100 --bursts 3]
              a steady load, then bursts: answered, lost, doubled, out of order, latency per hop
          schedules
              3 agents and a schedule of every minute, one of them killed at the minute: fired once
          scale
              as agents, with the efficiency of 2 and 4 as JSON
          soak [--minutes 20 --rate 5]
              memory, handles, threads, queues and rows under a steady load
          egress [pace kill merge idle long webhook codes quota]
              egress processes against DingTalk's limits
          egress away errors expired
              PostgreSQL away for 60 s with 30 calls in flight; DingTalk answering 503 for 60 s; every webhook expiring as the sender is killed
          notify [--messages 20 --people 500 --seconds 40 --rate 5]
              people talk in 50 conversations, once alone and once while as many notifications go to as many people: how much longer
              their answers take, and throttles
          rolling [--rounds 2] [--rate 5] [--from FOLDER [--without NAMES]] [--logs FOLDER]
              two of each service under steady load; each process is replaced, one after another, so many times; the first are of the Release build
              of an earlier version in that folder, which does not know these variables (NAME,NAME)
          spool [--seconds 100 --rate 20]
              the broker away that long under so many messages a second, ingress killed in the middle: lost, doubled, out of order
          spool off
              the same without a spool, to see what it is for
          startup [gateway] [NAME=VALUE ...]
              start to first answer, CPU and memory, compiled at start and ahead, the latter with these variables; or of the gateway alone
            PICOCLAW_TEST_AMQP and PICOCLAW_TEST_POSTGRES name servers to use; without them it starts its own
        """);
    return 2;
}
