using System.Buffers;

namespace PicoClaw.Egress.Channels.DingTalk.Media;

/// <summary>What the user reads in place of a file that cannot be sent.</summary>
internal static class MediaSentences
{
    private static readonly SearchValues<char> Markup = SearchValues.Create("`*_[]()<>\\!|~#@");

    public static string Of(MediaFault fault, string name, IReadOnlyList<string> types)
    {
        var shown = Shown(name);
        return fault switch
        {
            MediaFault.Type =>
                $"文件 `{shown}` 没有发出：钉钉不接收这种文件，只接收 {string.Join("、", types)}。"
                + "请让我换成其中一种再发。\n\n"
                + $"The file `{shown}` was not sent: DingTalk takes only {string.Join(", ", types)}. Ask me for it as one of these.",
            MediaFault.Size =>
                $"文件 `{shown}` 没有发出：它超过了钉钉的 20 MB 上限。请让我压缩或拆小后再发。\n\n"
                + $"The file `{shown}` was not sent: it is larger than DingTalk's 20 MB. Ask me for a smaller one.",
            MediaFault.NoWay =>
                $"文件 `{shown}` 没有发出：发文件要用的接口现在不可用（本月 API 额度已用完，或你还不是组织成员）。"
                + "请联系管理员。\n\n"
                + $"The file `{shown}` was not sent: the API that brings files is closed (its calls of this month are used up, or you are not a "
                + "member of the organization). Tell your administrator.",
            _ =>
                $"文件 `{shown}` 没有发出：没能交给钉钉。请稍后让我再发一次；如果还不行，请联系管理员。\n\n"
                + $"The file `{shown}` was not sent: it could not be handed to DingTalk. Ask me for it again later; if that fails, tell your administrator.",
        };
    }

    /// <summary>A name that cannot become markup, nor mention anybody.</summary>
    public static string Shown(string name) =>
        name.AsSpan().ContainsAny(Markup) ? string.Concat(name.Select(letter => Markup.Contains(letter) ? ' ' : letter)).Trim() : name;
}
