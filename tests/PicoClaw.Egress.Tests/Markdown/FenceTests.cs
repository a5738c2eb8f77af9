using PicoClaw.Egress.Markdown;

namespace PicoClaw.Egress.Tests.Markdown;

public sealed class FenceTests
{
    [Theory]
    [InlineData("```", "```", "```")]
    [InlineData("```csharp", "```csharp", "```")]
    [InlineData("````md", "````md", "````")]
    [InlineData("~~~", "~~~", "~~~")]
    [InlineData("~~~ `tick`", "~~~ `tick`", "~~~")]
    [InlineData("  ```csharp  ", "```csharp", "```")]
    public void After_OpeningLine_OpensAFence(string line, string opening, string marker) => Fence.After(null, line).ShouldBe(new Fence(opening, marker));

    [Theory]
    [InlineData("")]
    [InlineData("``")]
    [InlineData("text ```")]
    [InlineData("```one line``` of code")]
    [InlineData("```````````````````````")]
    public void After_OtherLine_OpensNone(string line) => Fence.After(null, line).ShouldBeNull();

    [Theory]
    [InlineData("````", "````")]
    [InlineData("````", "`````")]
    [InlineData("~~~", " ~~~ ")]
    public void After_ClosingLine_ClosesIt(string marker, string line) => Fence.After(new Fence(marker, marker), line).ShouldBeNull();

    [Theory]
    [InlineData("````", "```")]
    [InlineData("````", "````csharp")]
    [InlineData("~~~", "```")]
    [InlineData("```", "code")]
    public void After_LineWithin_KeepsItOpen(string marker, string line)
    {
        var open = new Fence(marker, marker);

        Fence.After(open, line).ShouldBeSameAs(open);
    }

    [Theory]
    [InlineData('字')]
    [InlineData('\u0001')]
    public void After_OpeningLineTooDearToRepeat_IsOpenedAgainWithoutItsInfo(char filling) =>
        Fence.After(null, "~~~" + new string(filling, 3000)).ShouldBe(new Fence("~~~", "~~~"));

    [Fact]
    public void IsOpenAfter_NestedFences_FollowsTheOuterOne()
    {
        Fence.IsOpenAfter(["````", "```", "````"]).ShouldBeFalse();
        Fence.IsOpenAfter(["````", "```", "```"]).ShouldBeTrue();
    }
}
