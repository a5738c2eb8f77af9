using PicoClaw.Agent.Answers;

namespace PicoClaw.Agent.Tests.Answers;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("部署：1. 备份；2. 停", "部署：1. 备份；2. 停…\n\n（到此）")]
    [InlineData("```\na\n```\n然后", "```\na\n```\n然后…\n\n（到此）")]
    [InlineData("看：\n```bash\ncd /tm", "看：\n```bash\ncd /tm\n```\n\n（到此）")]
    public void With_ARemark_StandsOutsideOfCode(string text, string expected) => new Answer(text, IsCut: true).With("（到此）").ShouldBe(expected);
}
