using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Media;

namespace PicoClaw.Egress.Tests.Channels.DingTalk;

public sealed class MediaPlanTests
{
    private readonly MediaOptions _options = new();

    [Theory]
    [InlineData("image/png", 1, null)]
    [InlineData("image/webp", 1, "which has no text beside it")]
    [InlineData("image/tiff", 1, "egress.media.file_types")]
    [InlineData("image/png", 0, "The file is empty")]
    [InlineData("image/png", (20 * 1024 * 1024) + 1, "larger than the 20 MB")]
    public void ProblemOf_PictureWithText_SaysWhatToChange(string mediaType, long size, string? expected)
    {
        _options.FileTypes.Add("webp");
        var blob = new BlobReference { Id = "1", Size = size, Sha256 = "", MediaType = mediaType };

        var problem = new MediaPlan(Options.Create(_options)).ProblemOf(new ImageContent { Blob = blob, Name = $"a.{mediaType[6..]}", Caption = "text" });

        (problem ?? "").ShouldContain(expected ?? "");
        (problem is null).ShouldBe(expected is null);
    }

    [Fact]
    public void ProblemOf_Text_None() => new MediaPlan(Options.Create(_options)).ProblemOf(new MarkdownContent { Text = "text" }).ShouldBeNull();
}
