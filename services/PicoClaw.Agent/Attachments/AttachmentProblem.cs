using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Attachments;

/// <summary>Why a picture or file is not shown to the model.</summary>
/// <param name="ToUser">A sentence; <c>{0}</c> stands for what it is about.</param>
/// <param name="ToModel">The end of a sentence.</param>
internal sealed record AttachmentProblem(Phrase ToUser, string ToModel)
{
    private static readonly AttachmentProblem Unavailable = new(
        new("I could not fetch {0}. Please send it again later.", "我没能取到{0}，请稍后再发一次。"),
        "it could not be fetched");

    public static readonly AttachmentProblem Gone = new(
        new("I no longer have {0}. Please send it again.", "{0}已经过期，请重新发送。"),
        "it is no longer there");

    public static readonly AttachmentProblem NotSeen = new(
        new(
            "The model that answers here cannot see pictures. Describe it in words, or choose another model with /model.",
            "当前的模型看不了图片，请用文字描述，或发送 /模型 换一个。"),
        "you cannot see pictures");

    public static readonly AttachmentProblem TooMany = new(
        new("That is too much at once, so I left out {0}. Please send the rest separately.", "一次发得太多，{0}我没有看，请分开发送。"),
        "too many came at once");

    public static AttachmentProblem Of(FetchFault fault) => fault switch
    {
        FetchFault.NoReference => new(
            new("The platform does not let me fetch {0}. Please send it to me directly.", "平台没有让我下载{0}，请直接发给我。"),
            "the platform does not hand it out"),
        FetchFault.Expired => Gone,
        FetchFault.TooLarge => new(
            new("{0} is larger than I may fetch. Please send a smaller one.", "{0}超过了大小上限，我没有下载，请压缩或拆小后再发。"),
            "it is too large"),
        FetchFault.ForbiddenAddress => new(
            new("{0} is at an address that I may not connect to. Please tell your administrator.", "{0}所在的地址不允许访问，请联系管理员。"),
            "its address may not be asked"),
        FetchFault.WrongType => new(
            new("{0} is not what it claims to be. Please check it and send it again.", "{0}的内容与类型不符，请检查后重新发送。"),
            "it is not what it claims to be"),
        _ => Unavailable,
    };

    public static AttachmentProblem Of(OpenFault fault) => fault switch
    {
        OpenFault.Empty => new(new("{0} is empty.", "{0}是空的。"), "it is empty"),
        OpenFault.UnknownKind => new(
            new(
                "I cannot read {0}. Please send it as PDF, Word, Excel, PowerPoint, web page or text, or as a picture in JPEG, PNG, GIF or WebP.",
                "我读不了{0}，请换成 PDF、Word、Excel、PowerPoint、网页或文本再发，图片请用 JPEG、PNG、GIF 或 WebP。"),
            "it is of a kind that cannot be read"),
        OpenFault.OldOffice => new(
            new(
                "{0} is in the old Office format. Please save it as .docx, .xlsx or .pptx.",
                "{0}是旧版 Office 格式，请另存为 .docx、.xlsx 或 .pptx。"),
            "it is in the format of Office before 2007"),
        OpenFault.Encrypted => new(
            new("{0} is protected by a password. Please send it without one.", "{0}有密码保护，请去掉密码后再发。"),
            "it is protected by a password"),
        OpenFault.TooMuch => new(
            new("{0} unpacks to more than I can take. Please send a smaller one.", "{0}展开后太大，请发小一点的。"),
            "it unpacks to too much"),
        OpenFault.NoText => new(
            new(
                "{0} has no text in it. If it is a scan, send its pages as pictures.",
                "{0}里没有文字。如果是扫描件，请把页面作为图片发给我。"),
            "it holds no text, as a scan does"),
        OpenFault.NotStarted => new(
            new("I cannot open files at the moment. Please tell your administrator.", "我暂时打不开文件，请联系管理员。"),
            "no file can be opened at the moment"),
        OpenFault.TooSlow => new(
            new("{0} took too long to read. Please send a shorter or simpler one.", "{0}读取超时，请拆小或简化后再发。"),
            "it took too long to read"),
        _ => new(new("{0} is damaged, so I cannot read it. Please send it again.", "{0}已损坏，我读不了，请重新发送。"), "it is damaged"),
    };
}
