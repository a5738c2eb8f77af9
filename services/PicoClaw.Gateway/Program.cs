using System.CommandLine;
using PicoClaw.Gateway.Commands;

return await PicoClawCommand.RunAsync(args, new InvocationConfiguration());
