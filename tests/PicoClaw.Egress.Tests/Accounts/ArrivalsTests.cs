using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Tests.Accounts;

public sealed class ArrivalsTests
{
    private readonly Arrivals _arrivals = new();

    [Fact]
    public void Take_RepliesCame_EachOnceInTheirOrder()
    {
        _arrivals.Open();
        _arrivals.Put(Head("1"));
        _arrivals.Put(Head("2"));

        _arrivals.Take().Select(head => head.DeliveryId).ShouldBe(["1", "2"]);
        _arrivals.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Take_TheyCameWhileNobodySent_Nothing()
    {
        _arrivals.Put(Head("before"));
        _arrivals.Open();
        _arrivals.Take().ShouldBeEmpty();
        _arrivals.Put(Head("unseen"));
        _arrivals.Close();
        _arrivals.Put(Head("after"));
        _arrivals.Open();

        _arrivals.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Take_MoreThanIsKept_NothingSoThatTheStoreIsLookedInto()
    {
        _arrivals.Open();
        Enumerable.Range(0, 1000).ToList().ForEach(number => _arrivals.Put(Head($"{number}")));

        _arrivals.Take().ShouldBeEmpty();
        _arrivals.Put(Head("next"));
        _arrivals.Take().Count.ShouldBe(1);
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
