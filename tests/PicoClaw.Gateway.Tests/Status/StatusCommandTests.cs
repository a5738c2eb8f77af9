using System.Text.Json.Nodes;
using Harness.Processes;
using PicoClaw.Gateway.Tests.Doctor;
using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Status;

public sealed class StatusCommandTests
{
    [Fact(Timeout = 120_000)]
    public async Task Status_NothingRunsAndNothingEverRan_SaysSo_AndCreatesNothing()
    {
        await using var patient = await Patient.StartAsync();
        patient.Write();

        var run = await CommandRun.OfAsync("status", "--config", patient.ConfigPath);

        run.Exit.ShouldBe(1);
        run.Output.ShouldStartWith("The bot does not run at the addresses of this configuration");
        run.Error.ShouldBeEmpty();
        Directory.Exists(patient.Store).ShouldBeFalse();
    }

    [Fact(Timeout = 120_000)]
    public async Task Status_NothingAnswersWhereItWasToldToLook_NamesTheAddress()
    {
        await using var patient = await Patient.StartAsync();
        patient.Write();

        var run = await CommandRun.OfAsync("status", "--config", patient.ConfigPath, "--at", "http://127.0.0.1:1");

        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("Nothing answers at http://127.0.0.1:1: is the address after --at right");
        run.Output.ShouldNotContain("at the addresses of this configuration");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Status_NothingRuns_ShowsWhatTheStoreKnows(bool isPostgres)
    {
        await using var patient = await Patient.StartAsync();
        await using var store = await SeededStore.CreateAsync(patient, isPostgres);
        await store.AddMonthAsync(calls: 12, webhooks: 30);
        await store.AddReplyAsync("failed", "DingTalk answered 410100 (HTTP 200).");
        await store.AddReplyAsync("queued", null);
        await store.AddCardAsync(isOpen: true);
        await store.AddCardAsync(isOpen: false);

        var run = await CommandRun.OfAsync("status", "--config", patient.ConfigPath, "--json");

        run.Exit.ShouldBe(1);
        var status = JsonNode.Parse(run.Output)!;
        ((bool)status["isRunning"]!).ShouldBeFalse();
        var account = status["accounts"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)account["account"]).ShouldBe("dingtalk");
        ((int)account["apiCalls"]!, (int)account["streamCalls"]!, (int)account["waiting"]!).ShouldBe((12, 60, 1));
        ((int)account["overdueCards"]!).ShouldBe(1);
        ((double)account["oldestSeconds"]!).ShouldBeGreaterThan(3000);
        account["isLinkOpen"].ShouldBeNull();
        ((int)status["mailbox"]!["waiting"]!).ShouldBe(0);
        status["deadLetters"]!.ToJsonString().ShouldBe("""{"turns":0,"deliveries":1,"malformed":0}""");
        status["problems"]!.AsArray().ShouldBeEmpty();
        (await CommandRun.OfAsync("status", "--config", patient.ConfigPath)).Output.ShouldContain("Cards of dingtalk that wait to be closed: 1;");
    }

    // A file stands for a folder that belongs to another user, which the tests' user may always open.
    [Fact(Timeout = 120_000)]
    public async Task Status_StoreCannotBeLookedInto_IsAProblem()
    {
        await using var patient = await Patient.StartAsync();
        patient.Write();
        await File.WriteAllTextAsync(patient.Store, "no folder", TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("status", "--config", patient.ConfigPath, "--json");

        var problem = (string)JsonNode.Parse(run.Output)!["problems"]!.AsArray().ShouldHaveSingleItem()!;
        problem.ShouldStartWith($"the store in {patient.Store} cannot be read (");
    }

    [Fact(Timeout = 120_000)]
    public async Task Status_BrokerAway_IsAProblemBesideTheRest()
    {
        await using var patient = await Patient.StartAsync();
        patient.Config["broker"] = $"amqp://guest:secret@127.0.0.1:{Ports.Free()}";
        patient.Write();

        var run = await CommandRun.OfAsync("status", "--config", patient.ConfigPath, "--json");

        var problem = (string)JsonNode.Parse(run.Output)!["problems"]!.AsArray().ShouldHaveSingleItem()!;
        problem.ShouldStartWith("the broker does not tell its queues: ");
        problem.ShouldNotContain("secret");
    }

    [Fact(Timeout = 120_000)]
    public async Task Status_AddressThatIsNone_IsRefused() =>
        (await CommandRun.OfAsync("status", "--at", "18810")).ShouldBe(
            new CommandRun(
                1, "", $"--at: \"18810\" is not an address such as http://127.0.0.1:18810. picoclaw status --help lists what there is.{Environment.NewLine}"));
}
