namespace PicoClaw.Agent.Texts;

/// <summary>What the bot itself says. A phrase that only one command says stands with the command.</summary>
internal static class Phrases
{
    public static readonly Phrase Failed = new(
        "Sorry, I could not answer this time. Please send it again later.",
        "抱歉，我这次没能回答，请稍后再发一次。");

    public static readonly Phrase NotTaken = new(
        "Sorry, something went wrong here and I could not take in your last message. Please send it again, in other words if you can.",
        "抱歉，我这边出了点问题，刚才那条消息没能处理。请换个说法再发一次。");

    public static readonly Phrase Unavailable = new(
        "Sorry, no model is available right now. Please try again in a few minutes.",
        "抱歉，目前没有可用的模型，请过几分钟再试。");

    public static readonly Phrase NeedsAdministrator = new(
        "Sorry, the model cannot be used as it is set up (its key, balance or name). Please tell your administrator; the log says what to correct.",
        "抱歉，模型的配置有问题（密钥、余额或名称），暂时无法回答。请联系管理员，具体原因见日志。");

    public static readonly Phrase Refused = new(
        "Sorry, the model's service refused this content. Please rephrase it; if that does not help, start over with /new.",
        "抱歉，模型服务拒绝了这次的内容。请换一种说法；如果仍然不行，请发送 /新对话 重新开始。");

    public static readonly Phrase NotAccepted = new(
        "Sorry, the model's service did not accept this request. Please rephrase it or start over with /new; if it happens again, tell your administrator.",
        "抱歉，模型服务没有接受这次请求。请换一种说法，或发送 /新对话 重新开始；如果一直这样，请联系管理员。");

    public static readonly Phrase CutOff = new(
        "Sorry, the length limit was used up before the answer began. Please ask for less at once, or have your administrator raise max_tokens.",
        "抱歉，还没开始回答就达到了长度上限。请把问题拆小一些，或请管理员调大 max_tokens。");

    public static readonly Phrase Cut = new(
        "(The answer was cut off at its length limit. Send \"continue\" for the rest.)",
        "（回答达到长度上限，到此中断。发送“继续”可以接着看。）");

    public static readonly Phrase TimedOut = new(
        "Sorry, the answer took too long and I gave up. Please try again.",
        "抱歉，这次回答耗时太久，已中止，请再试一次。");

    public static readonly Phrase TooLong = new(
        "Sorry, this is too long for the model. Please shorten it, or start over with /new.",
        "抱歉，内容超出了模型的长度限制。请缩短内容，或发送 /新对话 重新开始。");

    public static readonly Phrase Unfinished = new(
        "Sorry, I started to use my tools but could not finish. I will not retry on my own, so that nothing is done twice. "
            + "Please check what was done before you ask again.",
        "抱歉，我已经开始调用工具，但没能完成这次回答。为避免重复操作，我不会自动重来。"
            + "请先确认已经完成了哪些操作，再决定是否重新发送。");

    public static readonly Phrase TooManyTurns = new(
        "You have asked me {0} times within a minute, which is the most I answer. I leave this and what follows unanswered; please ask again in {1} s.",
        "你一分钟内已经问了我 {0} 次，达到上限。这条和接下来的消息我不会回答，请 {1} 秒后再问。");

    public static readonly Phrase CannotOpen = new(
        "Sorry, I cannot open this: {0}. Please tell me in words.",
        "抱歉，我打不开{0}，请用文字告诉我。");

    public static readonly Phrase NotShown = new(
        "Sorry, I am not shown what you refer to. Please write it to me.",
        "抱歉，我看不到你引用的内容，请直接发给我。");

    public static readonly Phrase Recordings = new("voice message", "语音");
    public static readonly Phrase Videos = new("video", "视频");
    public static readonly Phrase Cards = new("card", "卡片");
    public static readonly Phrase OtherContent = new("a kind of message that I do not know", "这类消息");

    public static readonly Phrase Withheld = new(
        "I cannot see what you wrote: your organization has used up its quota, so the platform withholds messages from me. Please tell your administrator.",
        "我看不到你发的内容：贵组织的额度已用完，平台暂停向我投递消息，请联系管理员。");

    public static readonly Phrase Reminder = new("**Reminder**: {0}", "**提醒**：{0}");
    public static readonly Phrase ScheduledLate = new("(This is late: it was due at {0}.)", "（这条消息晚到了，原定时间是 {0}。）");
    public static readonly Phrase ScheduleFailed = new("This was scheduled and could not be carried out: {0}", "定时任务没能完成：{0}");

    public static readonly Phrase TakesLonger = new("I am still at it; the answer follows.", "还在处理，请稍等，有结果马上回复你。");

    public static readonly Phrase Stopped = new("Stopped.", "已停止。");
    public static readonly Phrase AdminsOnly = new("Only an administrator can do this in a group.", "群聊中只有管理员可以执行此操作。");

    public static readonly Phrase Hello = new(
        "Hello, I am PicoClaw. Ask me anything, or send /help to see what I can do.",
        "你好，我是 PicoClaw。有问题尽管问我，发送 /帮助 查看我能做什么。");

    public static readonly Phrase ModelIs = new("Model: {0}", "当前模型：{0}");
    public static readonly Phrase NoModel = new("none, I only echo your messages", "未配置，我只会复述收到的内容");
}
