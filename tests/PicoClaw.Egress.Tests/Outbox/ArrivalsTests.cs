using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Tests.Outbox;

public sealed class ArrivalsTests
{
    private const string Key = "dingtalk:main";

    private readonly Arrivals _arrivals = new();

    [Fact]
    public void Take_RepliesCame_EachOnceInTheirOrder()
    {
        _arrivals.Open(Key);
        _arrivals.Put(Key, Head("1"));
        _arrivals.Put(Key, Head("2"));

        _arrivals.Take(Key).Select(head => head.DeliveryId).ShouldBe(["1", "2"]);
        _arrivals.Take(Key).ShouldBeEmpty();
    }

    [Fact]
    public void Take_TheyCameWhileNobodySent_Nothing()
    {
        _arrivals.Put(Key, Head("before"));
        _arrivals.Open(Key);
        _arrivals.Take(Key).ShouldBeEmpty();
        _arrivals.Put(Key, Head("unseen"));
        _arrivals.Close(Key);
        _arrivals.Put(Key, Head("after"));
        _arrivals.Open(Key);

        _arrivals.Take(Key).ShouldBeEmpty();
    }

    [Fact]
    public void Take_MoreThanIsKept_NothingSoThatTheStoreIsLookedInto()
    {
        _arrivals.Open(Key);
        Enumerable.Range(0, 1000).ToList().ForEach(number => _arrivals.Put(Key, Head($"{number}")));

        _arrivals.Take(Key).ShouldBeEmpty();
        _arrivals.Put(Key, Head("next"));
        _arrivals.Take(Key).Count.ShouldBe(1);
    }

    [Fact]
    public void Take_OfAnotherAccount_IsNotOurs()
    {
        _arrivals.Open(Key);
        _arrivals.Open("dingtalk:other");
        _arrivals.Put(Key, Head("1"));

        _arrivals.Take("dingtalk:other").ShouldBeEmpty();
        _arrivals.Take(Key).Count.ShouldBe(1);
    }

    private static OutboxHead Head(string id) => new()
    {
        LaneId = "lane",
        DeliveryId = id,
        Status = OutboxStatus.Queued,
        Priority = 0,
        Digest = null,
        RouteUntil = null,
        DueInMs = 0,
    };
}
