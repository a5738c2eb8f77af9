using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Hosting.Tests.Cleaning;

public sealed class StoreKeyTests
{
    [Theory]
    [InlineData("dingtalk:main:cidA+/==")]
    [InlineData("钉:😀")]
    public void Of_OrdinaryKey_StaysAsItIs(string key) => StoreKey.Of(key).ShouldBe(key);

    // Rows stored under a digest must be found after an update.
    [Fact]
    public void Of_KeyWithNul_IsADigestForEver() => StoreKey.Of("a\0b").ShouldBe("~d06c13d806836ab3011b178376b23276469c411c1c199ec8fbfd3a4a5b2b95e3");

    [Fact]
    public void Of_KeysThatNoStoreTakes_StayApart()
    {
        string[] keys = ["a\0", "a\0\0", "\ud83d", "\ud83e", "a\n", new('x', 601), new('x', 602), new('x', 600)];

        var made = keys.Select(StoreKey.Of).ToList();

        made.Distinct().Count().ShouldBe(keys.Length);
        made.ShouldAllBe(key => key.Length <= 600 && CleanText.IsClean(key));
    }
}
