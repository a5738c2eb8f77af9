using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace DingTalk.Stream.Tests.Dispatch;

public sealed class AckCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly AckCache _cache;

    public AckCacheTests() => _cache = new AckCache(_clock);

    [Fact]
    public void Find_Within5Minutes_IsTheAck()
    {
        Add("m1");
        _clock.Advance(TimeSpan.FromMinutes(5));

        _cache.Find("m1").ShouldNotBeNull().MessageId.ShouldBe("m1");
        _cache.Find("m2").ShouldBeNull();
    }

    [Fact]
    public void Find_After5Minutes_IsForgottenAndTheNextAddFreesIt()
    {
        Add("m1");
        _clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(1));

        _cache.Find("m1").ShouldBeNull();
        Add("m2");
        _cache.Count.ShouldBe(1);
        Add("m1");
        _cache.Find("m1").ShouldNotBeNull();
    }

    [Fact]
    public void Add_MoreThanTenThousand_ForgetsTheOldest()
    {
        for (var i = 0; i <= AckCache.Capacity; i++)
        {
            Add($"m{i}");
        }

        _cache.Count.ShouldBe(AckCache.Capacity);
        _cache.Find("m0").ShouldBeNull();
        _cache.Find("m1").ShouldNotBeNull();
    }

    [Fact]
    public void Add_PostponedEventOrFrameWithoutId_IsNotKept()
    {
        var frame = Frame("EVENT", "e1");
        _cache.Add(frame, AckFrame.Failed(frame, "busy"));
        _cache.Add(frame, AckFrame.Ok(frame, """{"status":"LATER","message":"busy"}"""));
        _cache.Add(Frame("CALLBACK", ""), AckFrame.Ok(Frame("CALLBACK", "")));

        _cache.Count.ShouldBe(0);
        _cache.Add(frame, AckFrame.Ok(frame));
        _cache.Find("e1").ShouldNotBeNull();
    }

    [Fact]
    public void Add_HostileId_IsNotKept()
    {
        Add(new string('x', 1025));

        _cache.Count.ShouldBe(0);
    }

    private static StreamFrame Frame(string type, string id) => new() { Type = type, Headers = new FrameHeaders([new("messageId", id)]) };

    private void Add(string id) => _cache.Add(Frame("CALLBACK", id), AckFrame.Ok(Frame("CALLBACK", id)));
}
