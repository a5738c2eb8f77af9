using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Tests.Pacing;

public sealed class RotationTests
{
    private readonly Rotation<string> _rotation = new(bulkEvery: 5);

    [Fact]
    public void TryNext_BothWait_EveryFifthIsBulk()
    {
        foreach (var number in Enumerable.Range(0, 20))
        {
            _rotation.Add($"i{number}", isBulk: false);
            _rotation.Add($"b{number}", isBulk: true);
        }

        Next(10).ShouldBe(["i0", "i1", "i2", "i3", "b0", "i4", "i5", "i6", "i7", "b1"]);
    }

    [Fact]
    public void TryNext_OnlyOneKindMayGo_DoesNotWaitForTheOther()
    {
        _rotation.Add("i", isBulk: false);
        _rotation.Add("b", isBulk: true);

        _rotation.TryNext(item => item == "b", out var next).ShouldBeTrue();

        next.ShouldBe("b");
        _rotation.TryNext(_ => false, out _).ShouldBeFalse();
        Next(1).ShouldBe(["i"]);
    }

    [Fact]
    public void AddFirst_ItemThatCouldNotGo_IsNext()
    {
        _rotation.Add("1", isBulk: false);
        _rotation.AddFirst("0", isBulk: false);

        Next(2).ShouldBe(["0", "1"]);
    }

    [Fact]
    public void Take_ThoseThatFit_AreGone()
    {
        foreach (var item in new[] { "a1", "b", "a2", "a3" })
        {
            _rotation.Add(item, isBulk: item == "a2");
        }

        _rotation.Take(item => item[0] == 'a', 2).ShouldBe(["a1", "a3"]);

        _rotation.Waiting.ShouldBe(["b", "a2"]);
    }

    private List<string> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => _rotation.TryNext(_ => true, out var item) ? item : "none")];
}
