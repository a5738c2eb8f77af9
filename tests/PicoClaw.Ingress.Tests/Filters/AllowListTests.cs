using PicoClaw.Ingress.Filters;

namespace PicoClaw.Ingress.Tests.Filters;

public sealed class AllowListTests
{
    [Theory]
    [InlineData(new string[0], "anyone", true)]
    [InlineData(new[] { "*" }, "anyone", true)]
    [InlineData(new[] { "" }, "anyone", false)]
    [InlineData(new[] { "", "*" }, "anyone", true)]
    [InlineData(new[] { "Manager01" }, "Manager01", true)]
    [InlineData(new[] { "Manager01" }, "manager01", false)]
    [InlineData(new[] { "Manager01" }, "Manager012", false)]
    [InlineData(new[] { "a", "b" }, "b", true)]
    [InlineData(new[] { "dingtalk:Manager01" }, "manager01", true)]
    [InlineData(new[] { "DingTalk: manager01 " }, "Manager01", true)]
    [InlineData(new[] { "dingtalk:" }, "Manager01", false)]
    [InlineData(new[] { "dingtalk:*" }, "Manager01", false)]
    [InlineData(new[] { "feishu:Manager01" }, "Manager01", false)]
    [InlineData(new[] { "Manager01|Wang" }, "Manager01", true)]
    [InlineData(new[] { "Manager01|Wang" }, "Wang", false)]
    [InlineData(new[] { "|Wang" }, "Wang", false)]
    [InlineData(new[] { "|" }, "anyone", false)]
    public void Contains_Entry_MatchesAsTheTableSays(string[] entries, string sender, bool expected) =>
        new AllowList(entries).Contains(sender).ShouldBe(expected);
}
