using System.CommandLine;
using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Onboarding;
using PicoClaw.Gateway.Terminals;

namespace PicoClaw.Gateway.Commands;

/// <summary><c>picoclaw onboard</c>: writes config.json.</summary>
internal static class OnboardCommand
{
    public static Command Create()
    {
        var options = new OnboardOptions();
        var command = new Command("onboard", "Write config.json: asks for what its options do not say, and tries it with DingTalk and the model");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Terminal.RunAsync(
            parsed,
            async (terminal, cancel) =>
            {
                using var tools = new DoctorTools();
                return await new OnboardRun(terminal, options.Settings(parsed), tools).RunAsync(cancel);
            },
            cancellationToken));
        return command;
    }
}
