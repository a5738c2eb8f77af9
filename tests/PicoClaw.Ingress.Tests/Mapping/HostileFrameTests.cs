using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using DingTalk.Stream;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Ingress.Links;
using PicoClaw.Ingress.Spool;
using PicoClaw.Ingress.Tests.Testing;
using PicoClaw.Tests.Golden;
using PicoClaw.Tests.Mutations;

namespace PicoClaw.Ingress.Tests.Mapping;

/// <summary>Whatever a frame holds, it is refused as malformed, or handled: sent on with clean text, or dropped with a reason.</summary>
public sealed class HostileFrameTests
{
    private static readonly byte[][] Payloads =
    [
        .. GoldenFiles.Names("frames").Where(name => name.StartsWith("bot-", StringComparison.Ordinal))
            .Select(name => GoldenFiles.Read("frames", name)["frame"]!["data"]).OfType<JsonValue>().Select(data => Encoding.UTF8.GetBytes((string)data!)),
    ];

    private static readonly Gen<string> Hostile = Gen.Select(Mutation.AnyOf(Payloads), Mutation.Any.Array[1, 4]).Select(
        (payload, mutations) => Encoding.UTF8.GetString(Mutation.Corrupt(payload, mutations)));

    [Fact]
    public async Task HandleAsync_CorruptedPayload_HasADefinedOutcome()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var bench = new SpoolBench();
        var spool = bench.Open();
        var metrics = new IngressMetrics(
            services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(),
            new StreamLinks(Options.Create(new AccountsOptions())),
            spool,
            TimeProvider.System);
        await Hostile.SampleAsync(data => HandleAsync(data, metrics, new FakeSender(), spool), iter: Mutation.Iterations(2_500), print: data => data);
    }

    private static async Task HandleAsync(string data, IngressMetrics metrics, FakeSender sender, IntakeSpool spool)
    {
        BotMessage heard;
        try
        {
            heard = BotMessage.Parse(new StreamFrame { Type = "CALLBACK", Data = data });
        }
        catch (MalformedFrameException)
        {
            return;
        }

        var time = new FakeTimeProvider(Heard.Now);
        var outlet = new MessageOutlet(sender, spool, Options.Create(new SpoolOptions()), time);
        var account = new AccountOptions();
        account.GroupTrigger.Prefixes.Add("hey");
        var publisher = new MessagePublisher(
            "main", "robot", new Live<AccountOptions>(() => account), outlet, metrics, time, new FakeLogger<MessagePublisher>());

        (await publisher.HandleAsync(heard, CancellationToken.None)).ShouldBe(HandlerResult.Ok());

        if (sender.Sent.TryRead(out var sent))
        {
            CleanText.IsClean(sent.Text).ShouldBeTrue();

            // Ids stay as they are: DingTalk must get the same ones back.
            CleanText.IsClean(sent.Sender.DisplayName + sent.Conversation.Title + sent.Quote?.Text).ShouldBeTrue();
        }
    }
}
