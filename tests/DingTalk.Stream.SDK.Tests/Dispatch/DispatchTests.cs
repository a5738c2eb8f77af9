using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class DispatchTests
{
    [Fact]
    public async Task Messages_SameConversation_RunOneAfterAnotherInOrder()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();

        foreach (var id in new[] { "m1", "m2", "m3" })
        {
            await link.SendAsync(Frames.Bot(id));
        }

        foreach (var id in new[] { "m1", "m2", "m3" })
        {
            (await gate.EnteredAsync()).ShouldBe(id);
            (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
            gate.HasMoreEntered.ShouldBeFalse();
            gate.Release(id);
            (await link.AckAsync()).MessageId.ShouldBe(id);
        }

        gate.MostInside.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_DifferentConversations_RunInParallelUpToTheBound()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();

        for (var i = 0; i < 6; i++)
        {
            await link.SendAsync(Frames.Bot($"m{i}", conversation: $"cid{i}"));
        }

        var first = new List<string>();
        for (var i = 0; i < fixture.Options.MaxConcurrentHandlers; i++)
        {
            first.Add(await gate.EnteredAsync());
        }

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        gate.Inside.ShouldBe(fixture.Options.MaxConcurrentHandlers);
        gate.HasMoreEntered.ShouldBeFalse();
        gate.Release(first[2]);
        await gate.EnteredAsync();
        gate.MostInside.ShouldBe(fixture.Options.MaxConcurrentHandlers);
        for (var i = 0; i < 6; i++)
        {
            gate.Release($"m{i}");
        }
    }

    [Fact]
    public async Task Handler_BlocksItsThread_OthersRunAndPingsAreAnswered()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.OnBot((message, cancellationToken) =>
        {
            if (message.MessageId == "blocks")
            {
                entered.SetResult();
                release.Wait(cancellationToken);
            }

            return new(HandlerResult.Ok());
        });
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("blocks", conversation: "cid1"));
        await link.SendAsync(Frames.Bot("quick", conversation: "cid2"));
        await entered.Task.Soon();

        (await link.AckAsync()).MessageId.ShouldBe("quick");
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        release.Set();
        (await link.AckAsync()).MessageId.ShouldBe("blocks");
    }

    [Fact]
    public async Task Messages_ConversationIdsDifferInCase_AreDifferentConversations()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("m1", conversation: "cidAb=="));
        await link.SendAsync(Frames.Bot("m2", conversation: "cidaB=="));

        new[] { await gate.EnteredAsync(), await gate.EnteredAsync() }.ShouldBe(["m1", "m2"], ignoreOrder: true);
        gate.Release("m1");
        gate.Release("m2");
    }

    [Fact]
    public async Task RawTopic_WithoutOrderingKey_RunsInParallel()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var inside = 0;
        var bothInside = new TaskCompletionSource();
        fixture.Client.On("CALLBACK", "/card", async (_, cancellationToken) =>
        {
            if (Interlocked.Increment(ref inside) == 2)
            {
                bothInside.SetResult();
            }

            await bothInside.Task.WaitAsync(cancellationToken);
            return HandlerResult.Ok();
        });
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", "/card", "c1", "{}"));
        await link.SendAsync(Frames.Make("CALLBACK", "/card", "c2", "{}"));

        (await link.AckAsync()).Code.ShouldBe(200);
        (await link.AckAsync()).Code.ShouldBe(200);
    }

    [Fact]
    public async Task RawTopic_OrderingKeyThrows_CostsOnlyTheFrame()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.OnBot(Handle.Ok).Client.On(
            "CALLBACK", "/card", (_, _) => new(HandlerResult.Ok()), _ => throw new InvalidOperationException("bug"));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Make("CALLBACK", "/card", "c1", "{}"));

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Handler_Withholds_SendsNoAckAndTakesTheNext()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.OnBot((message, _) => new(message.MessageId == "m1" ? HandlerResult.Withhold() : HandlerResult.Ok()));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));

        (await link.AckAsync()).MessageId.ShouldBe("m2");
    }

    [Fact]
    public async Task Handler_WithheldMessageIsResent_IsHandledAgain()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var calls = 0;
        fixture.OnBot((_, _) => new(Interlocked.Increment(ref calls) == 1 ? HandlerResult.Withhold() : HandlerResult.Ok()));
        var link = await fixture.RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));
        (await link.AckAsync()).MessageId.ShouldBe("m2");

        await link.SendAsync(Frames.Bot("m1"));

        (await link.AckAsync()).MessageId.ShouldBe("m1");
    }

    [Fact]
    public async Task Handler_Throws_IsLoggedAndTheAckWithheld()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        fixture.OnBot((message, _) => message.MessageId == "m1" ? throw new InvalidOperationException("bug") : new(HandlerResult.Ok()));
        var link = await fixture.RunAndLinkAsync();

        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));

        (await link.AckAsync()).MessageId.ShouldBe("m2");
        fixture.Logged.ShouldContain(line => line.Contains("m1") && line.Contains("bug"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handler_TakesTooLong_AckIsWithheldAndTheNextWaitsForItsReturn(bool obeysCancellation)
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate { ObeysCancellation = obeysCancellation };
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));
        await gate.EnteredAsync();

        fixture.Clock.Advance(fixture.Options.HandlerTimeout);

        if (!obeysCancellation)
        {
            (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
            gate.HasMoreEntered.ShouldBeFalse();
            gate.Release("m1");
        }

        (await gate.EnteredAsync()).ShouldBe("m2");
        gate.Release("m2");
        (await link.AckAsync()).MessageId.ShouldBe("m2");
        fixture.Logged.Count(line => line.Contains("timed out") && line.Contains("m1")).ShouldBe(1);
    }

    [Fact]
    public async Task Message_ResentWhileHandledOrWaiting_RunsOnceAndIsAckedOnce()
    {
        await using var fixture = await ClientFixture.CreateAsync();
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));
        (await gate.EnteredAsync()).ShouldBe("m1");

        await link.SendAsync(Frames.Bot("m1"));
        await link.SendAsync(Frames.Bot("m2"));
        await link.AcksBeforeEchoAsync();
        gate.Release("m1");
        gate.Release("m2");

        (await link.AckAsync()).MessageId.ShouldBe("m1");
        (await link.AckAsync()).MessageId.ShouldBe("m2");
        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        (await gate.EnteredAsync()).ShouldBe("m2");
        gate.HasMoreEntered.ShouldBeFalse();
    }

    [Fact]
    public async Task Messages_MoreThanThereIsRoomFor_SocketIsLeftUnreadThenFramesAreShedAndPingsAnswered()
    {
        await using var fixture = await ClientFixture.CreateAsync(options => new DingTalkStreamOptions
        {
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            ApiBaseAddress = options.ApiBaseAddress,
            MaxConcurrentHandlers = 1,
            KeepAliveTimeout = TimeSpan.FromSeconds(24),
        });
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        for (var i = 0; i < 7; i++)
        {
            await link.SendAsync(Frames.Bot($"m{i}"));
        }

        await gate.EnteredAsync();
        await fixture.Clock.TimerStarted(due => due == fixture.Options.KeepAliveTimeout / 2);
        fixture.Clock.Advance((fixture.Options.KeepAliveTimeout / 2) + TimeSpan.FromSeconds(1));

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        for (var i = 0; i < 4; i++)
        {
            gate.Release($"m{i}");
            (await link.AckAsync()).MessageId.ShouldBe($"m{i}");
        }

        fixture.Logged.Count(line => line.Contains("too many frames are waiting")).ShouldBe(3);
        await link.SendAsync(Frames.Bot("m4"));
        gate.Release("m4");
        (await link.AckAsync()).MessageId.ShouldBe("m4");
    }

    [Fact]
    public async Task Messages_RoomFreedTooSlowly_PingsDoNotWaitForTheBacklog()
    {
        await using var fixture = await ClientFixture.CreateAsync(options => new DingTalkStreamOptions
        {
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            ApiBaseAddress = options.ApiBaseAddress,
            MaxConcurrentHandlers = 1,
            KeepAliveTimeout = TimeSpan.FromSeconds(24),
        });
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        for (var i = 0; i < 12; i++)
        {
            await link.SendAsync(Frames.Bot($"m{i}"));
        }

        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(12));
        fixture.Clock.Advance(TimeSpan.FromSeconds(8));
        gate.Release("m0");
        (await link.AckAsync()).MessageId.ShouldBe("m0");
        await fixture.Clock.TimerStarted(due => due == TimeSpan.FromSeconds(4));
        fixture.Clock.Advance(TimeSpan.FromSeconds(4));

        (await link.AcksBeforeEchoAsync()).ShouldBeEmpty();
        for (var i = 1; i < 5; i++)
        {
            gate.Release($"m{i}");
        }
    }

    [Fact]
    public async Task Messages_RoomIsFreedWhileTheSocketWaits_NothingIsShed()
    {
        await using var fixture = await ClientFixture.CreateAsync(options => new DingTalkStreamOptions
        {
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            ApiBaseAddress = options.ApiBaseAddress,
            MaxConcurrentHandlers = 1,
            KeepAliveTimeout = TimeSpan.FromSeconds(24),
        });
        var gate = new Gate();
        var link = await fixture.OnBot(gate.HandleAsync).RunAndLinkAsync();
        for (var i = 0; i < 20; i++)
        {
            await link.SendAsync(Frames.Bot($"m{i}"));
        }

        await fixture.Clock.TimerStarted(due => due == fixture.Options.KeepAliveTimeout / 2);

        for (var i = 0; i < 20; i++)
        {
            gate.Release($"m{i}");
            (await link.AckAsync()).MessageId.ShouldBe($"m{i}");
        }
    }
}
