namespace PicoClaw.AppHost.Tests.Running;

internal sealed record Reply(string MsgType, string Text);
