using System.CommandLine;
using PicoClaw.Gateway.Commands.Dead;

namespace PicoClaw.Gateway.Commands;

/// <summary>The <c>picoclaw</c> command.</summary>
internal static class PicoClawCommand
{
    public static RootCommand Create() => new("PicoClaw: an AI-agent bot for DingTalk")
    {
        GatewayCommand.Create(),
        DeadCommand.Create(),
        VersionCommand.Create(),
    };
}
