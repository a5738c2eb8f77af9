using System.CommandLine;
using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Gateway.Commands;

return OpeningProcess.Run(args) ?? await PicoClawCommand.RunAsync(args, new InvocationConfiguration());
