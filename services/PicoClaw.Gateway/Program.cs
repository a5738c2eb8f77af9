using System.CommandLine;
using PicoClaw.Gateway.Commands;

// The host handles Ctrl+C itself and finishes calls in flight; the command line's own limit of two seconds would cut that short.
return await PicoClawCommand.RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = null });
