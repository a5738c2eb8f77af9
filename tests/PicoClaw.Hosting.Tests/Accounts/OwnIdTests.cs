using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Hosting.Tests.Accounts;

public sealed class OwnIdTests
{
    [Theory]
    [InlineData("/id")]
    [InlineData(" !ID ")]
    [InlineData("／id")]
    [InlineData("/id@PicoClaw")]
    [InlineData("我的编号")]
    [InlineData("/我的编号")]
    [InlineData("！我的编号")]
    public void IsAskedFor_Question_IsOne(string text) => OwnId.IsAskedFor(text).ShouldBeTrue();

    [Theory]
    [InlineData("id")]
    [InlineData("/id please")]
    [InlineData("/ideas")]
    [InlineData("/id@PicoClaw please")]
    [InlineData("@PicoClaw")]
    [InlineData("我的编号是多少")]
    [InlineData("")]
    public void IsAskedFor_AnythingElse_IsNone(string text) => OwnId.IsAskedFor(text).ShouldBeFalse();
}
