using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Attachments;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Requests;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Attachments;

/// <summary>The running service with its bus, asked as the agent asks.</summary>
public abstract class AttachmentAddressTests(bool onPostgres) : EgressTests(onPostgres)
{
    private const string Download = "/v1.0/robot/messageFiles/download";

    private static readonly Conversation Conversation = new() { Channel = "dingtalk", Account = "main", Id = "cid", Kind = ConversationKind.Direct };

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        builder.Configuration["PicoClaw:Broker"] = "memory";
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
    }

    [Fact]
    public async Task Ask_Code_IsAnsweredWithTheAccountsOwnHostAndCounted()
    {
        await Egress.StartAsync();

        var answer = await AskAsync("dc1");

        (answer.Fault, answer.MayBePrivate).ShouldBe((null, true));
        answer.Address!.GetLeftPart(UriPartial.Authority).ShouldBe(DingTalk.Address.GetLeftPart(UriPartial.Authority));
        (await DownloadsAsync()).ShouldBe(1);
        (await CountedAsync()).ShouldBe(1);
        (await RequestsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Ask_AddressOfAnotherHost_MayNotBePrivate()
    {
        Egress.Gate.Answer = request => request.RequestUri!.AbsolutePath == Download
            ? new HttpResponseMessage { Content = new StringContent($$"""{"downloadUrl":"http://127.0.0.1:{{DingTalk.Address.Port + 1}}/a"}""") }
            : null;
        await Egress.StartAsync();

        var answer = await AskAsync("dc1");

        answer.Address.ShouldNotBeNull();
        answer.MayBePrivate.ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_WhatIsRefused_SaysSo()
    {
        await Egress.StartAsync();

        (await AskAsync(" ")).Fault.ShouldBe(AddressFault.Refused);
        (await AskAsync("dc1", account: "nobody")).Fault.ShouldBe(AddressFault.Refused);
        (await AskAsync("dc1", channel: "pigeon")).Fault.ShouldBe(AddressFault.Refused);
        Egress.Gate.Answer = request => request.RequestUri!.AbsolutePath == Download
            ? new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest)
            {
                Content = new StringContent("""{"code":"invalidParameter.robotCode.downloadCode","message":"expired"}"""),
            }
            : null;
        (await AskAsync("dc1")).Fault.ShouldBe(AddressFault.Refused);
    }

    [Fact]
    public async Task Ask_NoCallIsLeft_IsUnavailableWithoutACall()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "1");
        await Egress.StartAsync();
        await AskAsync("dc1");

        (await AskAsync("dc2")).Fault.ShouldBe(AddressFault.Unavailable);

        (await DownloadsAsync()).ShouldBe(1);
        (await CountedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Ask_MoreThanTheRate_AllAreAnsweredAndNoneIsThrottled()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerSecond", "2");
        await Egress.StartAsync();

        var answers = Enumerable.Range(0, 5).Select(i => AskAsync($"dc{i}")).ToArray();
        await MeanwhileAsync(Task.WhenAll(answers));

        answers.ShouldAllBe(answer => answer.Result.Address != null);
        (await DownloadsAsync()).ShouldBe(5);
        (await CountedAsync()).ShouldBe(5);
        (await DingTalk.StatAsync("throttled")).ShouldBe(0);
    }

    [Fact]
    public async Task Ask_RateIsUsedUp_WaitsForItsOwnApiOnly()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerSecond", "1");
        await Egress.StartAsync();
        await AskAsync("dc1");
        var waiting = AskAsync("dc2");

        var lane = await HearAsync("group");
        var reply = lane.Say("hello");
        await Egress.PutAsync(reply);
        await Egress.UntilAsync("sent", reply);

        waiting.IsCompleted.ShouldBeFalse();
        (await DownloadsAsync()).ShouldBe(1);
        (await MeanwhileAsync(waiting)).Address.ShouldNotBeNull();
    }

    [Fact]
    public async Task Ask_CallHangs_RepliesAreSentMeanwhile()
    {
        var lane = await HearAsync("group");
        Egress.Gate.HoldRequest = request => request.RequestUri!.AbsolutePath == Download;
        await Egress.StartAsync();
        var asking = AskAsync("dc1");
        var call = await Egress.Gate.NextAsync();

        foreach (var text in new[] { "1", "2" })
        {
            var reply = lane.Say(text);
            await Egress.PutAsync(reply);
            await Egress.UntilAsync("sent", reply);

            // The account would have been given up by now if it were only the replies' own.
            Time.Advance(TimeSpan.FromSeconds(2));
        }

        asking.IsCompleted.ShouldBeFalse();
        call.Release();
        (await asking).Address.ShouldNotBeNull();
    }

    [Fact]
    public async Task Ask_AgainWhileInHand_CostsOneCallAndTheNewestAskerIsAnswered()
    {
        Egress.Gate.HoldRequest = request => request.RequestUri!.AbsolutePath == Download;
        await Egress.StartAsync();
        var id = Guid.NewGuid();
        var first = AskAsync("dc1", id: id);
        var call = await Egress.Gate.NextAsync();
        var replyTo = await Egress.Store.QueryAsync(session => session.FirstOrDefaultAsync<string>("SELECT reply_id FROM address_request"), Cancel);

        var second = AskAsync("dc1", id: id);
        await Wait.UntilAsync(async () => replyTo != await Egress.Store.QueryAsync(
            session => session.FirstOrDefaultAsync<string>("SELECT reply_id FROM address_request"), Cancel));
        call.Release();

        (await second).Address.ShouldNotBeNull();
        first.IsCompleted.ShouldBeFalse();
        (await DownloadsAsync()).ShouldBe(1);
    }

    // The desk read the request while it was in hand, and comes to it when it has been answered.
    [Fact]
    public async Task Look_ARequestIsAnsweredMeanwhile_IsNotCalledForAgain()
    {
        Egress.Gate.HoldRequest = request => request.RequestUri!.AbsolutePath == Download;
        var store = new HeldReads(Egress.Store);
        var table = new AddressTable(store);
        await table.PutAsync(Request("dc1"), new Uri("loopback://localhost/nobody"), Guid.NewGuid(), Cancel);
        var lane = await Egress.ClaimAsync();
        await using var desk = new AddressDesks(table, Answerer(table), NullLogger<AddressDesks>.Instance).Open(
            new AccountLease(lane, Egress.Get<AccountStates>().Of(lane.Key), () => true), new LaneHold(lane, Time, default, default, default), Cancel);
        var call = await Egress.Gate.NextAsync();
        Egress.Gate.HoldRequest = _ => false;
        var read = store.HoldNext();
        desk.Look();
        await read.Done.WaitAsync(Cancel);

        call.Release();
        await Wait.UntilAsync(async () => await RequestsAsync() == 0);
        read.Release();
        await MeanwhileAsync(CloseAsync());

        (await DownloadsAsync()).ShouldBe(1);

        async Task<bool> CloseAsync()
        {
            await desk.DisposeAsync();
            return true;
        }
    }

    [Fact]
    public async Task Ask_PlatformFails_IsTriedAgainAndTheAccountSendsOn()
    {
        var failures = 2;
        Egress.Gate.Answer = request => request.RequestUri!.AbsolutePath == Download && failures-- > 0
            ? new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable)
            : null;
        await Egress.StartAsync();

        (await MeanwhileAsync(AskAsync("dc1"))).Address.ShouldNotBeNull();

        (await CountedAsync()).ShouldBe(3);
        Egress.LogsOf(410).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_ProcessDiedInTheCall_TheNextOneCountsItAndAnswers()
    {
        var table = Egress.Get<AddressTable>();
        await table.PutAsync(Request("dc1"), new Uri("loopback://localhost/nobody"), Guid.NewGuid(), Cancel);
        var lease = await Egress.ClaimAsync();
        await Egress.Get<CallTable>().BeginAsync(lease, Guid.NewGuid(), new("download", null, null), "2026-01", Cancel);
        await Egress.Lanes.HandBackAsync(lease, Cancel);
        await ReopenAsync();
        await Egress.StartAsync();

        // The next holder waits for a second, as if its predecessor had just used up the rate.
        await MeanwhileAsync(AnsweredAsync());

        (await CountedAsync()).ShouldBe(2);
        Egress.Get<AccountStates>().Of("dingtalk:main").Budget.Used.ShouldBe(2);
        Egress.LogsOf(401).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_NobodyWaitsAnyMore_IsDroppedWithoutACall()
    {
        await Egress.Get<AddressTable>().PutAsync(Request("dc1"), new Uri("loopback://localhost/nobody"), Guid.NewGuid(), Cancel);
        Time.Advance(AddressTable.Life);
        await Egress.StartAsync();

        await Wait.UntilAsync(async () => await RequestsAsync() == 0);

        (await DownloadsAsync()).ShouldBe(0);
        (await CountedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task BeginAsync_CommitIsNotSeen_CountsOnce()
    {
        await Egress.Get<AddressTable>().PutAsync(Request("dc1"), new Uri("loopback://localhost/nobody"), Guid.NewGuid(), Cancel);
        var lease = await Egress.ClaimAsync();
        var call = Guid.NewGuid();

        await Egress.Get<CallTable>().BeginAsync(lease, call, new("download", null, null), "2026-01", Cancel);
        await Egress.Get<CallTable>().BeginAsync(lease, call, new("download", null, null), "2026-01", Cancel);

        (await CountedAsync()).ShouldBe(1);
    }

    // Without a bus: it tells nobody.
    private AddressAnswerer Answerer(AddressTable table) => new(
        table,
        Egress.Get<RequestCaller>(),
        Egress.Services.GetServices<IAttachmentSource>(),
        new ServiceCollection().BuildServiceProvider(),
        Time,
        NullLogger<AddressAnswerer>.Instance);

    private static GetAttachmentAddress Request(string code, string account = "main", string channel = "dingtalk", Guid? id = null) => new()
    {
        Id = id ?? Guid.NewGuid(),
        Conversation = Conversation with { Account = account, Channel = channel },
        Reference = code,
    };

    private async Task<AttachmentAddress> AskAsync(string code, string account = "main", string channel = "dingtalk", Guid? id = null)
    {
        var client = Egress.Get<IBus>().CreateRequestClient<GetAttachmentAddress>(new Uri($"exchange:{Intakes.Addresses}"), RequestTimeout.After(m: 1));
        return (await client.GetResponse<AttachmentAddress>(Request(code, account, channel, id), Cancel)).Message;
    }

    // No faster than real time, and much slower while a call is out: a request lives for 15 s of the test's clock, and a call for 10 s.
    private async Task<T> MeanwhileAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel));
            Time.Advance(TimeSpan.FromMilliseconds(await SumAsync("SELECT COUNT(*) FROM call WHERE ended_at IS NULL") == 0 ? 10 : 1));
        }

        return await task;
    }

    private async Task<bool> AnsweredAsync()
    {
        await Wait.UntilAsync(async () => await RequestsAsync() == 0);
        return true;
    }

    // One that was taken back before it was made counts in no month.
    private Task<long> DownloadsAsync() => SumAsync("SELECT COUNT(*) FROM call WHERE api = 'download' AND month IS NOT NULL");

    private Task<long> CountedAsync() => SumAsync("SELECT COALESCE(SUM(calls), 0) FROM api_month");

    private Task<long> RequestsAsync() => SumAsync("SELECT COUNT(*) FROM address_request");

    private Task<long> SumAsync(string sql) => Egress.Store.QueryAsync(session => session.FirstOrDefaultAsync<long>(sql), Cancel);
}
