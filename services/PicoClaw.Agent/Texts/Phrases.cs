namespace PicoClaw.Agent.Texts;

/// <summary>All that the bot itself says.</summary>
internal static class Phrases
{
    public static readonly Phrase Failed = new("Sorry, I could not answer this time. Please send it again later.", "抱歉，我这次没能回答，请稍后再发一次。");
    public static readonly Phrase Unavailable = new("Sorry, no model answers at the moment. Please try again in a few minutes.", "抱歉，目前没有可用的模型，请过几分钟再试。");
    public static readonly Phrase NeedsAdministrator = new(
        "Sorry, the model cannot be reached as it is set up (its key, its balance or its name). Please tell your administrator; the log says what to correct.",
        "抱歉，模型的配置有问题（密钥、余额或名称），暂时无法回答。请联系管理员，具体原因见日志。");
    public static readonly Phrase Refused = new(
        "Sorry, the model's service refused this content. Please rephrase it; if that does not help, begin anew with /new.",
        "抱歉，模型服务拒绝了这次的内容。请换一种说法；如果仍然不行，请发送 /new 重新开始。");
    public static readonly Phrase NotTaken = new(
        "Sorry, the model's service did not accept this request. Please put it differently or begin anew with /new; if it stays, tell your administrator.",
        "抱歉，模型服务没有接受这次请求。请换一种说法，或发送 /new 重新开始；如果一直这样，请联系管理员。");
    public static readonly Phrase CutOff = new(
        "Sorry, the limit of an answer was used up before it began. Please ask for less at once, or have your administrator raise max_tokens.",
        "抱歉，还没开始回答就达到了长度上限。请把问题拆小一些，或请管理员调大 max_tokens。");
    public static readonly Phrase Cut = new(
        "(Cut off at the limit of an answer. Send \"continue\" for the rest.)",
        "（回答达到长度上限，到此中断。发送“继续”可以接着看。）");
    public static readonly Phrase TimedOut = new("Sorry, the answer took too long and I gave up. Please try again.", "抱歉，这次回答耗时太久，我已放弃，请再试一次。");
    public static readonly Phrase TooLong = new("Sorry, this is too long for the model. Please shorten it, or begin anew with /new.", "抱歉，内容超出了模型的长度限制。请缩短内容，或发送 /新对话 重新开始。");
    public static readonly Phrase Unfinished = new(
        "Sorry, I could not finish this after I had started to use my tools. I do not repeat it by myself, so that nothing is done twice: please check what was done before you ask again.",
        "抱歉，我已经开始调用工具，但没能完成这次回答。为避免重复操作，我不会自动重来。请先确认已经完成了哪些操作，再决定是否重新发送。");
    public static readonly Phrase CannotOpen = new(
        "Sorry, I can only read text so far and cannot open this: {0}. Please tell me in words.",
        "抱歉，我目前只能看文字，还打不开{0}，请用文字告诉我。");
    public static readonly Phrase Pictures = new("picture", "图片");
    public static readonly Phrase Recordings = new("voice message", "语音");
    public static readonly Phrase Videos = new("video", "视频");
    public static readonly Phrase Files = new("file", "文件");
    public static readonly Phrase Cards = new("card", "卡片");
    public static readonly Phrase OtherContent = new("a kind of message that I do not know", "这类消息");
    public static readonly Phrase KeptBack = new(
        "I cannot see what you wrote: your organization has used up its quota, so the platform keeps messages to me back. Please tell your administrator.",
        "我看不到你发的内容：贵组织的额度已用完，平台暂停向我投递消息，请联系管理员。");
    public static readonly Phrase Stopped = new("Stopped.", "已停止。");
    public static readonly Phrase NothingToStop = new("Nothing is running.", "当前没有正在进行的任务。");
    public static readonly Phrase AdminsOnly = new("Only an administrator may do this in a group.", "在群里只有管理员可以这样做。");

    public static readonly Phrase HelpTitle = new("**Commands** (`/` or `!`)", "**命令**（以 `/` 或 `!` 开头）");
    public static readonly Phrase HelpSummary = new("lists the commands", "列出所有命令");
    public static readonly Phrase StartSummary = new("says hello", "打个招呼");
    public static readonly Phrase NewSummary = new("forgets this conversation and begins anew", "忘记本次对话，重新开始");
    public static readonly Phrase StopSummary = new("stops the answer in the making", "停止正在生成的回答");
    public static readonly Phrase StatusSummary = new("shows version, model and usage", "显示版本、模型和用量");
    public static readonly Phrase ContextSummary = new("shows what the model is told of this conversation", "显示模型所知的对话内容");
    public static readonly Phrase ModelSummary = new("shows or chooses the model: /model NAME", "显示或选择模型：/模型 名称");
    public static readonly Phrase ModelsSummary = new("lists the models", "列出可用的模型");
    public static readonly Phrase ShowSummary = new("shows the model or the channel: /show model", "显示模型或渠道：/显示 模型");
    public static readonly Phrase ListSummary = new("lists models or commands: /list models", "列出模型或命令：/列表 模型");
    public static readonly Phrase IdSummary = new("tells you your id, for allow_from and admins", "告诉你自己的编号，供管理员填入 allow_from 或 admins");
    public static readonly Phrase RetrySummary = new("asks the last question again", "重新回答上一个问题");

    public static readonly Phrase Hello = new("Hello, I am PicoClaw. Ask me anything, or send /help to see what I can do.", "你好，我是 PicoClaw。有问题尽管问我，发送 /帮助 查看我能做什么。");
    public static readonly Phrase IdIs = new(
        "Your id is `{0}`. An administrator of the bot can write it into allow_from or admins.",
        "你的编号是 `{0}`，机器人管理员可以把它填入 allow_from 或 admins。");
    public static readonly Phrase Forgotten = new("Forgotten. We begin anew.", "好的，已清空上下文，我们重新开始。");
    public static readonly Phrase Status = new(
        "**PicoClaw** {0}\n\n- Model: {1}\n- Calls: {2}\n- Tokens: {3} in, {4} out",
        "**PicoClaw** {0}\n\n- 模型：{1}\n- 调用次数：{2}\n- Token：输入 {3}，输出 {4}");
    public static readonly Phrase Cost = new("- Cost: {0}", "- 费用：{0}");
    public static readonly Phrase Context = new(
        "- Messages: {0}\n- Tokens: {1} of {2} ({3} %)\n- Summary: {4}",
        "- 消息：{0} 条\n- Token：{1} / {2}（{3} %）\n- 摘要：{4}");
    public static readonly Phrase HasSummary = new("{0} tokens", "{0} 个 Token");
    public static readonly Phrase NoSummary = new("none", "无");
    public static readonly Phrase NoModel = new("none, I only echo what I am told", "未配置，我只会复述收到的内容");
    public static readonly Phrase ModelIs = new("Model: {0}", "当前模型：{0}");
    public static readonly Phrase ModelChosen = new("From now on this conversation is answered by {0}.", "好的，之后由 {0} 回答本对话。");
    public static readonly Phrase ModelUnknown = new("There is no model {0}. Send /models to see which there are.", "没有名为 {0} 的模型，发送 /模型列表 查看可用的模型。");
    public static readonly Phrase ModelsTitle = new("**Models**", "**模型**");
    public static readonly Phrase ModelInUse = new("{0} (in use)", "{0}（使用中）");
    public static readonly Phrase ChannelIs = new("Channel: {0}, account {1}, {2} conversation", "渠道：{0}，账号 {1}，{2}");
    public static readonly Phrase Direct = new("direct", "单聊");
    public static readonly Phrase Group = new("group", "群聊");
    public static readonly Phrase ShowUsage = new("What shall I show? /show model or /show channel", "要显示什么？发送 /显示 模型 或 /显示 渠道");
    public static readonly Phrase ListUsage = new("What shall I list? /list models or /list commands", "要列出什么？发送 /列表 模型 或 /列表 命令");
    public static readonly Phrase NothingToRetry = new("There is no question to ask again.", "没有可以重新回答的问题。");
}
